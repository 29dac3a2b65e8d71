# Containers leave an overlay and come back: addresses are given one behind the other, names follow, a stopped container gives its address up.
docker swarm init --advertise-addr 10.0.0.10 >/dev/null
@host2 docker swarm join --token $WORKER_TOKEN 10.0.0.10:2377
docker network create -d overlay --attachable --subnet 10.20.0.0/24 mesh
docker run -d --name east --network mesh alpine
@host2 docker run -d --name stays --network mesh alpine
@host2 docker run -d --name west --network mesh nginx
docker exec east ping -c 1 west
docker network inspect -f '{{len .Containers}}' mesh
@host2 docker network inspect -f '{{len .Containers}}' mesh
@host2 docker network disconnect mesh west
docker exec east ping -c 1 -W 1 west
@host2 docker exec west ip -o -4 addr
@host2 docker exec west ip route
@host2 docker network connect --alias site mesh west
docker exec east ping -c 1 site
docker exec east curl -s http://west/
@host2 docker stop -t 0 west
docker exec east ping -c 1 -W 1 west
@host2 docker inspect -f '{{json .NetworkSettings.Networks.mesh.IPAMConfig}} {{.NetworkSettings.Networks.mesh.IPAddress}}' west
@host2 docker start west
@host2 docker inspect -f '{{json .NetworkSettings.Networks.mesh.IPAMConfig}} {{.NetworkSettings.Networks.mesh.IPAddress}}' west
docker exec east ping -c 1 west
@host2 docker rm -f west
docker exec east ping -c 1 -W 1 west
docker network connect mesh east
