# Tasks on two nodes: where they go, how they are reached over the overlay, what is left when they go.
docker swarm init --advertise-addr 10.0.0.10 >/dev/null
@host2 docker swarm join --token $WORKER_TOKEN 10.0.0.10:2377
docker network create -d overlay --attachable mesh
docker service create -d -q --no-resolve-image --name web --endpoint-mode dnsrr --network mesh --constraint node.role==worker --stop-grace-period 1s nginx
sleep 3
docker service create -d -q --no-resolve-image --name each --mode global --network mesh --stop-grace-period 1s alpine sleep 1000
sleep 6
docker service ls --format '{{.Name}} {{.Mode}} {{.Replicas}}'
docker ps --format '{{.Image}}'
@host2 docker ps --format '{{.Image}}' | sort
docker run -d --name client --network mesh alpine
docker exec client dig +short web
docker exec client curl -s http://web/
docker exec client ping -n -c 1 web
docker exec client dig +short tasks.each | wc -l
docker service create -d -q --no-resolve-image --name nowhere --constraint node.labels.disk==fast alpine sleep 1000
sleep 2
docker service ls --format '{{.Name}} {{.Replicas}}'
docker service ps --no-trunc --format '{{.Name}} {{.DesiredState}} {{.Error}}' nowhere
docker service rm web each nowhere
sleep 4
docker ps -a --format '{{.Image}} {{.State}}'
@host2 docker ps -a --format '{{.Image}} {{.State}}'
@host2 docker network ls --format '{{.Name}}'
