# enable_icc=false, and a published port: neighbours are cut off from each other, not from the published port.
docker network create -o com.docker.network.bridge.enable_icc=false quiet
docker run -d --name web --network quiet -p 8080:80 nginx
docker run -d --name c1 --network quiet alpine
docker exec c1 ping -c 1 -W 1 web
docker exec c1 curl -sS -m 1 http://web/
docker exec c1 curl -s -m 2 http://10.0.0.10:8080/
docker exec c1 curl -s -m 2 http://172.18.0.1:8080/
@laptop curl -s http://10.0.0.10:8080/
docker run -d --name c2 --network quiet --link web:w alpine
docker exec c2 curl -sS -m 1 http://w/
iptables -S FORWARD
iptables -S DOCKER
