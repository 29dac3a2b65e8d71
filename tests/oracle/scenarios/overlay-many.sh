# Six containers on two hosts, one overlay: addresses are handed out one by one over the whole cluster.
docker swarm init --advertise-addr 10.0.0.10 >/dev/null
@host2 docker swarm join --token $WORKER_TOKEN 10.0.0.10:2377
docker network create -d overlay --attachable mesh
docker run -d --name a1 --network mesh alpine
docker run -d --name a2 --network mesh nginx
docker run -d --name a3 --network mesh --network-alias pool nginx
@host2 docker run -d --name b1 --network mesh alpine
@host2 docker run -d --name b2 --network mesh --network-alias pool nginx
@host2 docker run -d --name b3 --network mesh nginx
docker exec a1 ping -c 1 a2
docker exec a1 ping -c 1 b1
@host2 docker exec b1 ping -c 1 b2
@host2 docker exec b1 curl -s http://a2/
docker exec a1 dig +short pool | sort
docker exec a1 dig +short b3
docker inspect -f '{{range .NetworkSettings.Networks}}{{.IPAddress}} {{.MacAddress}}{{end}}' a1 a2 a3
@host2 docker inspect -f '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}' b1 b2 b3
docker exec a1 ip neigh
docker network ls
@host2 docker network ls
