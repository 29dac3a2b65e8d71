# Several ports of several containers: order of the rules, which answers where, what stays when one stops.
docker run -d --name web -p 8080:80 -p 8081:80 -p 127.0.0.1:8082:80 -p 10.0.0.10:8083:80 nginx
docker run -d --name api -p 3000:3000 -p 5353:53/udp goals-react
docker port web
docker port api
docker ps --format 'table {{.Names}}\t{{.Ports}}'
iptables -t nat -S DOCKER
iptables -t nat -S POSTROUTING
iptables -S DOCKER
@laptop curl -s http://10.0.0.10:8080/
@laptop curl -s http://10.0.0.10:8081/
@laptop curl -sS http://10.0.0.10:8082/
@laptop curl -s http://10.0.0.10:8083/
@laptop curl -s http://10.0.0.10:3000/
curl -s http://127.0.0.1:8082/
curl -sS http://10.0.0.10:8082/
curl -s http://10.0.0.10:8083/
curl -sS http://127.0.0.1:8083/
@laptop curl -sS http://10.0.0.10:8084/
ss -tln | grep -c 808
docker stop -t 0 web
@laptop curl -sS http://10.0.0.10:8080/
iptables -t nat -S DOCKER
docker rm -f api
iptables -t nat -S DOCKER
docker start web
@laptop curl -s http://10.0.0.10:8081/
