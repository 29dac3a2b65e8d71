# An overlay joined and left by running containers on two hosts.
docker swarm init --advertise-addr 10.0.0.10 >/dev/null
@host2 docker swarm join --token $WORKER_TOKEN 10.0.0.10:2377
docker network create -d overlay --attachable --subnet 10.20.0.0/24 mesh
docker run -d --name east alpine
@host2 docker run -d --name west nginx
docker network connect mesh east
@host2 docker network connect --alias site mesh west
docker exec east ip -o -4 addr
docker exec east ip route
docker exec east ping -c 1 west
docker exec east curl -s http://site/
@host2 docker exec west ping -c 1 east
@host2 docker network disconnect mesh west
docker exec east ping -c 1 -W 1 west
@host2 docker network connect mesh west
docker exec east ping -c 1 west
docker network rm mesh
docker network disconnect mesh east
docker exec east ip -o -4 addr
