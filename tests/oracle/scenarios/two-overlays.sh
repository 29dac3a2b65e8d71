# Two overlays over the same two hosts: their own VNI, their own names, no way from one to the other.
docker swarm init --advertise-addr 10.0.0.10 >/dev/null
@host2 docker swarm join --token $WORKER_TOKEN 10.0.0.10:2377
docker network create -d overlay --attachable red
docker network create -d overlay --attachable blue
docker run -d --name r1 --network red alpine
docker run -d --name b1 --network blue alpine
@host2 docker run -d --name r2 --network red nginx
@host2 docker run -d --name b2 --network blue nginx
docker exec r1 ping -c 1 r2
docker exec b1 ping -c 1 b2
docker exec r1 ping -c 1 -W 1 b2
docker exec r1 curl -s http://r2/
docker network inspect -f '{{range .IPAM.Config}}{{.Subnet}}{{end}}' red blue ingress
docker network inspect -f '{{.Driver}} {{.Scope}} {{.Attachable}} {{.Ingress}} {{json .Options}}' red blue ingress
docker exec r1 ip -o -4 addr
docker exec r1 ping -c 1 -W 1 10.0.2.2
