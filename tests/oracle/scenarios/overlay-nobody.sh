# Addresses of an overlay that nobody has, and the load balancers'.
docker swarm init --advertise-addr 10.0.0.10 >/dev/null
@host2 docker swarm join --token $WORKER_TOKEN 10.0.0.10:2377
docker network create -d overlay --attachable mesh
docker run -d --name east --network mesh alpine
@host2 docker run -d --name west --network mesh alpine
docker exec east ping -c 1 -W 1 10.0.1.99
sleep 4
docker exec east ping -c 1 -W 1 10.0.1.3
docker exec east ping -c 1 -W 1 10.0.1.5
docker exec east ping -c 1 10.0.1.4
docker exec east ip neigh | sort
@host2 docker exec west ping -c 1 -W 1 10.0.1.3
@host2 docker exec west arping -c 1 -I eth0 10.0.1.2
docker exec east nc -z -w 1 10.0.1.4 81
