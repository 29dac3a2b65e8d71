# One published port from everywhere: itself, its neighbour, another network, the host, the LAN; then the rules and connections.
docker network create a
docker network create b
docker run -d --name web --network a -p 8080:80 -p 127.0.0.1:8081:80 -p 10.0.0.10:8082:80 nginx
docker run -d --name near --network a alpine
docker run -d --name far --network b alpine
docker run -d --name old alpine
iptables -t nat -S
iptables -S DOCKER
docker exec web curl -s http://10.0.0.10:8080/
docker exec web curl -s http://172.18.0.1:8080/
docker exec near curl -s http://10.0.0.10:8080/
docker exec near curl -s http://172.18.0.1:8080/
docker exec near curl -s http://web/
docker exec far curl -s http://10.0.0.10:8080/
docker exec far curl -s http://10.0.0.10:8082/
docker exec far curl -s http://172.19.0.1:8080/
docker exec far curl -sS -m 1 http://172.18.0.2/
docker exec old curl -s http://10.0.0.10:8080/
docker exec old curl -sS -m 1 http://10.0.0.10:8081/
curl -s http://127.0.0.1:8080/
curl -s http://127.0.0.1:8081/
curl -s http://10.0.0.10:8080/
curl -s http://10.0.0.10:8082/
curl -s http://172.18.0.2/
curl -sS http://127.0.0.1:8082/
@laptop curl -s http://10.0.0.10:8080/
@laptop curl -sS http://10.0.0.10:8081/
@laptop curl -s http://10.0.0.10:8082/
@laptop curl -sS -m 1 http://172.18.0.2/
conntrack -L -p tcp --dport 8080 2>/dev/null | grep -c 'src=10.0.0.20'
docker stop -t 0 web
@laptop curl -sS http://10.0.0.10:8080/
iptables -t nat -S DOCKER
docker start web
@laptop curl -s http://10.0.0.10:8080/
docker network disconnect a web
iptables -t nat -S DOCKER
@laptop curl -sS http://10.0.0.10:8080/
docker network connect b web
docker port web
iptables -t nat -S DOCKER
@laptop curl -s http://10.0.0.10:8080/
docker run -d --name h --network host nginx
@laptop curl -s http://10.0.0.10/
docker exec far curl -s http://172.19.0.1/
docker run -d --name h2 -p 80:80 nginx
docker rm -f h h2 web
iptables -t nat -S DOCKER
