# --internal, icc=false, links and macvlan: who may talk to whom, and what of the rules says so.
docker network create --internal --subnet 10.60.0.0/24 in
docker network create --subnet 10.61.0.0/24 out
docker network create --subnet 10.62.0.0/24 -o com.docker.network.bridge.enable_icc=false mute
docker run -d --name db --network in redis
docker run -d --name web --network in -p 8080:80 nginx
docker run -d --name gate --network out -p 8081:80 nginx
docker network connect in gate
docker run -d --name m1 --network mute -p 8082:80 nginx
docker run -d --name m2 --network mute --link m1:peer alpine
docker port web
docker port gate
docker exec web ip route
docker exec gate ip route
docker exec web nc -zv -w 1 db 6379
docker exec gate nc -zv -w 1 db 6379
docker exec web ping -c 1 -W 1 10.0.0.20
docker exec web ping -c 1 -W 1 10.60.0.1
docker exec gate ping -c 1 10.0.0.20
docker exec web getent hosts example.com
docker exec gate getent hosts example.com
docker exec m2 ping -c 1 -W 1 peer
docker exec m2 curl -sS -m 1 http://peer/
docker exec m2 curl -s http://10.62.0.1:8082/
docker exec m2 curl -s http://10.0.0.10:8082/
docker exec m2 ping -c 1 10.0.0.20
@laptop curl -sS -m 1 http://10.0.0.10:8080/
@laptop curl -s http://10.0.0.10:8081/
curl -s http://10.60.0.3/
ping -c 1 10.60.0.2
ping -c 1 10.62.0.2
iptables -S FORWARD
iptables -S DOCKER-ISOLATION-STAGE-1
iptables -S DOCKER-ISOLATION-STAGE-2
iptables -S DOCKER
iptables -S DOCKER-INTERNAL
iptables -S DOCKER-CT
iptables -S DOCKER-BRIDGE
iptables -S DOCKER-USER
iptables -t nat -S POSTROUTING
iptables -t raw -S
iptables -I DOCKER-USER -s 10.0.0.20 -p tcp -j REJECT
@laptop curl -sS -m 1 http://10.0.0.10:8081/
curl -s http://10.0.0.10:8081/
iptables -D DOCKER-USER -s 10.0.0.20 -p tcp -j REJECT
@laptop curl -s http://10.0.0.10:8081/
docker network disconnect out gate
docker exec gate ip route
docker port gate
@laptop curl -sS -m 1 http://10.0.0.10:8081/
docker network rm out mute
docker rm -f m1 m2
docker network rm mute out
iptables -S
