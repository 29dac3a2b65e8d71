# Nodes of a swarm looked at, changed, refused and removed.
docker swarm init >/dev/null
docker swarm join-token -q nosuch
@host2 docker swarm join --token SWMTKN-1-nosuch 10.0.0.10:2377
@host2 docker swarm join --token SWMTKN-1-0cxf0p5qvf482xawssp1xfu76bvnkiwrsqt2qh20eg43dc0084-dym16vuow9ssvb8mkx1895tas 10.0.0.10:2377
@host2 docker swarm join --availability pause --token $WORKER_TOKEN 10.0.0.10:2377
docker node ls --format '{{.Status}} {{.Availability}} {{.ManagerStatus}} {{.Self}} {{.TLSStatus}} {{.EngineVersion}}' | sort
docker node update --availability nosuch $(docker node ls --filter role=worker -q)
docker node update --role nosuch $(docker node ls --filter role=worker -q)
docker node update --availability active --label-add zone=east --label-add disk=ssd $(docker node ls --filter role=worker -q)
docker node inspect -f '{{json .Spec}} {{json .Status}}' $(docker node ls --filter role=worker -q)
docker node ls --filter node.label=zone -q | wc -l
docker node ls --filter node.label=zone=west -q | wc -l
docker node ls --filter nosuch=1
docker node update --label-rm zone --label-rm nosuch $(docker node ls --filter role=worker -q)
docker node update --label-rm zone $(docker node ls --filter role=worker -q)
docker node inspect -f '{{json .Spec}} {{json .ManagerStatus}}' self
docker node inspect -f '{{json .Spec}}' nosuch
docker node demote $(docker node ls --filter role=worker -q)
docker node demote $(docker node ls --filter role=manager -q)
docker node promote nosuch
docker node rm nosuch
docker node rm $(docker node ls --filter role=worker -q)
docker node rm $(docker node ls --filter role=manager -q)
docker node ps
docker node ps nosuch
docker swarm update --task-history-limit 3
docker swarm unlock
docker swarm unlock-key
docker info --format '{{.Swarm.LocalNodeState}} {{.Swarm.ControlAvailable}} {{.Swarm.Nodes}} {{.Swarm.Managers}} {{.Swarm.NodeAddr}}'
@host2 docker info --format '{{.Swarm.LocalNodeState}} {{.Swarm.ControlAvailable}} {{.Swarm.Nodes}} {{.Swarm.NodeAddr}}'
@host2 docker network ls --format '{{.Name}} {{.Driver}} {{.Scope}}'
@host2 docker network rm ingress
@host2 docker swarm leave
docker node rm --force $(docker node ls --filter role=worker -q)
docker node ls -q | wc -l
@host2 docker network ls --format '{{.Name}} {{.Driver}} {{.Scope}}'
