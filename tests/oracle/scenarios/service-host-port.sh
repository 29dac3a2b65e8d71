# A port published by the task's own node alone: the rules and the proxy of any published container.
docker swarm init --advertise-addr 10.0.0.10 >/dev/null
docker service create -d -q --no-resolve-image --name web --publish published=8081,target=80,mode=host nginx
sleep 5
docker service ls --format '{{.Name}} {{.Mode}} {{.Replicas}} {{.Ports}}'
docker service ps --format '{{.Name}} {{.Image}} {{.Ports}}' web
docker ps --format '{{.Image}} {{.Ports}}'
iptables -t nat -S DOCKER
@laptop curl -s http://10.0.0.10:8081/
curl -s http://127.0.0.1:8081/
docker service inspect -f '{{json .Endpoint}}' web
docker exec $(docker ps -q) ip route
docker service create -d -q --no-resolve-image --name other --publish published=8081,target=80,mode=host nginx
sleep 2
docker service ls --format '{{.Name}} {{.Replicas}}'
docker service ps --no-trunc --format '{{.Name}} {{.Node}} {{.DesiredState}} {{.Error}}' other
docker service rm web
sleep 12
docker service ls --format '{{.Name}} {{.Replicas}}'
docker service rm other
