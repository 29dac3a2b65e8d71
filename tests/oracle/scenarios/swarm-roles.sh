# Tokens, roles and availability: who may join, who may ask, what a drained node keeps, a node that leaves.
docker swarm join-token worker
docker swarm init --advertise-addr 10.0.0.10 >/dev/null
docker swarm join-token -q worker | cut -c1-8
docker swarm join-token manager | sed 's/SWMTKN-[-0-9a-z]*/TOKEN/'
docker swarm join-token --rotate -q worker | cut -c1-8
docker swarm join-token nosuch
docker swarm unlock-key
docker swarm init
@host2 docker swarm join --token SWMTKN-1-bad 10.0.0.10:2377
@host2 docker swarm join --token $WORKER_TOKEN 10.0.0.10:2377
@host2 docker node ls
@host2 docker service ls
@host2 docker network create -d overlay --attachable far
@host2 docker swarm join --token $WORKER_TOKEN 10.0.0.10:2377
docker info --format '{{.Swarm.LocalNodeState}} {{.Swarm.ControlAvailable}} {{.Swarm.Nodes}} {{.Swarm.Managers}} {{.Swarm.NodeAddr}}'
@host2 docker info --format '{{.Swarm.LocalNodeState}} {{.Swarm.ControlAvailable}} {{.Swarm.NodeAddr}} {{(index .Swarm.RemoteManagers 0).Addr}}'
docker node ls -q | wc -l
docker node ls --filter role=worker --format '{{.Availability}} {{.Status}}'
docker node inspect self --format '{{.Spec.Role}} {{.Spec.Availability}} {{.Status.State}} {{.Status.Addr}} {{.ManagerStatus.Leader}} {{.ManagerStatus.Addr}}'
docker node update --label-add zone=a self | wc -l
docker node inspect self --format '{{json .Spec.Labels}}'
docker node update --availability drain $(docker node ls -q --filter role=worker) | wc -l
docker node ls --format '{{.Availability}}' | sort
docker service create -d -q --no-resolve-image --name spread --mode global alpine
sleep 4
docker service ls --format '{{.Name}} {{.Replicas}}'
docker node update --availability active $(docker node ls -q --filter role=worker) | wc -l
sleep 4
docker service ls --format '{{.Name}} {{.Replicas}}'
docker node ps $(docker node ls -q --filter role=worker) --format '{{.DesiredState}}'
docker node promote nosuch
docker node demote self
docker node rm self
docker node rm $(docker node ls -q --filter role=worker)
docker node update --availability weird self
docker node update --role weird self
docker node inspect nosuch
docker node ps nosuch
@host2 docker swarm leave
sleep 20
docker node ls --format '{{.Status}}' | sort
docker node rm $(docker node ls -q --filter role=worker) | wc -l
docker node ls -q | wc -l
docker swarm update --task-history-limit 2
docker info --format '{{.Swarm.Cluster.Spec.Orchestration.TaskHistoryRetentionLimit}}'
docker swarm leave
docker swarm leave -f
docker swarm leave
docker node ls
docker network ls --format '{{.Name}} {{.Driver}} {{.Scope}}'
