# A published service: the ingress network, the host's rules and the task's interfaces (this kernel has no IPVS, so nothing is balanced).
docker swarm init --advertise-addr 10.0.0.10 >/dev/null
docker network create -d overlay --attachable mesh
docker service create -d -q --no-resolve-image --name web --network mesh --publish 8090:80 nginx
sleep 8
docker service ls --format '{{.Name}} {{.Replicas}} {{.Ports}}'
docker ps --format '{{.Image}} {{.Ports}}'
iptables -t nat -S DOCKER-INGRESS
iptables -S DOCKER-INGRESS
docker network inspect -f '{{range .IPAM.Config}}{{.Subnet}}{{end}} {{.Ingress}} {{len .Containers}}' ingress
docker exec $(docker ps -q) ip -o -4 addr
docker exec $(docker ps -q) ip route
docker service create -d -q --no-resolve-image --name other --publish 8090:80 nginx
docker service rm web
