# VXLAN is filtered between the hosts: the overlay knows its names and loses its packets, until the filter goes.
docker swarm init --advertise-addr 10.0.0.10 >/dev/null
@host2 docker swarm join --token $WORKER_TOKEN 10.0.0.10:2377
docker network create -d overlay --attachable mesh
docker run -d --name east --network mesh alpine
@host2 docker run -d --name west --network mesh nginx
docker exec east ping -c 1 west
@host2 iptables -I INPUT -p udp --dport 4789 -j DROP
docker exec east ping -c 2 -W 1 west
docker exec east curl -sS -m 2 http://west/
@host2 docker exec west ping -c 1 -W 1 east
@host2 iptables -D INPUT -p udp --dport 4789 -j DROP
docker exec east ping -c 1 west
