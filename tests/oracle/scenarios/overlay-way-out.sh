# docker_gwbridge is the way out of who has no other: published ports, an internal overlay without it, a bridge that takes its place.
docker swarm init --advertise-addr 10.0.0.10 >/dev/null
@host2 docker swarm join --token $WORKER_TOKEN 10.0.0.10:2377
docker network create -d overlay --attachable mesh
docker network create -d overlay --attachable --internal inner
docker run -d --name web -p 8080:80 --network mesh nginx
docker run -d --name shut --network inner alpine
docker ps --format '{{.Names}} {{.Networks}} {{.Ports}}'
docker port web
@laptop curl -s http://10.0.0.10:8080/
docker exec web ip route
docker exec shut ip -o -4 addr
docker exec shut ip route
docker exec shut ping -c 1 203.0.113.80
docker exec web ping -c 1 203.0.113.80
docker network connect bridge web
docker exec web ip route
@laptop curl -s http://10.0.0.10:8080/
docker network disconnect bridge web
docker exec web ip route
@laptop curl -s http://10.0.0.10:8080/
docker network connect inner web
docker exec shut ping -c 1 web
docker network disconnect mesh web
docker exec web ip -o -4 addr
docker exec web ip route
@laptop curl -s -m 2 http://10.0.0.10:8080/
docker network inspect -f '{{range .Containers}}{{.Name}} {{.IPv4Address}} {{end}}' inner | wc -w
