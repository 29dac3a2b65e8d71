# Every form of -p: docker port, the PORTS column, the rules.
docker run -d --name p1 -p 8080:80 nginx
docker run -d --name p2 -p 127.0.0.1:8081:80 nginx
docker run -d --name p3 -p 10.0.0.10:8082:80/tcp nginx
docker run -d --name p4 -p 5300:53/udp -p 5300:53/tcp alpine
docker run -d --name p5 -p 7000-7002:7000-7002 alpine
docker run -d --name p6 -p 80 nginx
docker run -d --name p7 -P nginx
docker run -d --name p8 -p 127.0.0.1::80 nginx
docker run -d --name p9 -p 9100-9105:99 alpine
docker run -d --name q1 -p 9100-9105:99 alpine
docker run -d --name q2 --expose 5000 --expose 6000-6002 alpine
docker run -d --name q3 -p 0.0.0.0:8083:80 nginx
docker run -d --name q4 -p 443:443 -p 80:80 nginx
docker run -d --name q5 --publish published=8084,target=80 nginx
docker run -d --name q6 -p 8085:80 -p 8086:81 -p 8087:82/udp nginx
docker ps --format 'table {{.Names}}\t{{.Ports}}'
docker port p1
docker port p1 80
docker port p1 80/tcp
docker port p1 81
docker port p1 80/udp
docker port p2
docker port p3
docker port p4
docker port p4 53/udp
docker port p5
docker port p6
docker port p7
docker port p8
docker port p9
docker port q1
docker port q2
docker port q4
docker port q6
iptables -t nat -S DOCKER
iptables -t nat -S POSTROUTING
ss -tln | grep -c 808
@laptop curl -s http://10.0.0.10:8080/
@laptop curl -sS http://10.0.0.10:8081/
@laptop curl -s http://10.0.0.10:8082/
@laptop curl -s http://10.0.0.10:8084/
docker rm -f p1 p6 p7
docker run -d --name r1 -P nginx
docker port r1
