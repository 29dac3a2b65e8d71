# Swarm commands where they do not belong, and what an overlay asks for.
docker network create -d overlay mesh
docker node ls
docker service ls
docker swarm leave
docker swarm join-token worker
docker swarm init --advertise-addr 10.0.0.10 >/dev/null
docker swarm init --advertise-addr 10.0.0.10
@host2 docker swarm join --token $WORKER_TOKEN 10.0.0.10:2377
@host2 docker swarm join --token $WORKER_TOKEN 10.0.0.10:2377
@host2 docker network create -d overlay mesh
@host2 docker node ls
docker node ls --format '{{.Status}} {{.Availability}} {{.ManagerStatus}}' | sort
docker network create -d overlay plain
docker run -d --name c1 --network plain alpine
docker network create -d overlay --attachable mesh
docker network ls --format '{{.Name}} {{.Driver}} {{.Scope}}'
@host2 docker network ls --format '{{.Name}} {{.Driver}} {{.Scope}}'
docker network inspect -f '{{range .IPAM.Config}}{{.Subnet}} {{.Gateway}}{{end}} {{json .Options}}' docker_gwbridge
docker network rm ingress
docker network rm docker_gwbridge
docker swarm leave
@host2 docker swarm leave
docker swarm leave --force
docker network ls --format '{{.Name}} {{.Driver}} {{.Scope}}'
