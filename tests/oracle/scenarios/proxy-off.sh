# dockerd --userland-proxy=false: hairpin NAT and route_localnet take the place of docker-proxy.
# dockerd: --userland-proxy=false
docker run -d --name web -p 8080:80 nginx
docker run -d --name c1 alpine
iptables -t nat -S
iptables -S DOCKER
sysctl net.ipv4.conf.docker0.route_localnet
bridge -d link show master docker0 | grep -o 'hairpin [a-z]*'
@laptop curl -s http://10.0.0.10:8080/
curl -s http://10.0.0.10:8080/
curl -s http://127.0.0.1:8080/
curl -s http://172.17.0.1:8080/
docker exec c1 curl -s http://172.17.0.1:8080/
docker exec c1 curl -s http://10.0.0.10:8080/
docker exec web curl -s http://10.0.0.10:8080/
conntrack -L -p tcp -s 172.17.0.2 2>/dev/null | grep -c dport=8080
docker network create n
docker run -d --name other --network n alpine
docker exec other curl -s -m 2 http://10.0.0.10:8080/
iptables -t nat -S POSTROUTING | grep -v docker0 | wc -l
