# An overlay whose MTU was set.
docker swarm init --advertise-addr 10.0.0.10 >/dev/null
@host2 docker swarm join --token $WORKER_TOKEN 10.0.0.10:2377
docker network create -d overlay --attachable --opt com.docker.network.driver.mtu=1300 small
docker network inspect -f '{{json .Options}}' small
docker run -d --name east --network small alpine
@host2 docker run -d --name west --network small nginx
docker exec east cat /sys/class/net/eth0/mtu /sys/class/net/eth1/mtu
docker exec east ping -c 1 -s 1222 -M do west
docker exec east ping -c 1 -s 1223 -M do west
docker exec east ping -c 1 -s 2600 west
docker exec east curl -s http://west/
docker exec east ping -c 1 -s 1472 -M do 203.0.113.80
