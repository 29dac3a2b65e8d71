# Where addresses and ports run out or clash: pools, ranges, hosts' ports, overlapping subnets, several default routes.
docker network create --subnet 10.50.0.0/29 small
docker network create --subnet 10.50.0.8/29 --gateway 10.50.0.14 beside
docker network create --subnet 10.50.0.0/28 over
docker network create --subnet 10.0.0.0/24 lan
docker network create --subnet 172.17.0.0/24 inside
docker network create --subnet 10.51.0.0/24 --ip-range 10.51.0.128/25 --gateway 10.51.0.200 ranged
docker run -d --name s1 --network small alpine
docker run -d --name s2 --network small alpine
docker run -d --name s3 --network small --ip 10.50.0.6 alpine
docker run -d --name s4 --network small alpine
docker run -d --name s5 --network small alpine
docker run -d --name s6 --network small alpine
docker run -d --name s7 --network small --ip 10.50.0.7 alpine
docker run -d --name s8 --network small --ip 10.50.0.0 alpine
docker run -d --name s9 --network small --ip 10.50.0.1 alpine
docker run -d --name b1 --network beside alpine
docker run -d --name r1 --network ranged alpine
docker run -d --name r2 --network ranged --ip 10.51.0.5 alpine
docker run -d --name r3 --network ranged --ip 10.51.0.200 alpine
docker inspect -f '{{range .NetworkSettings.Networks}}{{.IPAddress}} {{.Gateway}}{{end}}' s1 s2 s3 s4 s5 b1 r1 r2
docker rm s6 s7 s8 s9 r3
docker stop -t 0 s1
docker run -d --name t1 --network small alpine
docker start s1
docker inspect -f '{{.State.Status}} {{.State.Error}}' s1
docker rm -f t1
docker start s1
docker exec s1 ping -c 1 s2
docker exec b1 ip route
docker run -d --name p1 -p 8000:80 -p 8000:80/udp nginx
docker run -d --name p2 -p 8000:81 nginx
docker run -d --name p3 -p 127.0.0.1:8000:80 nginx
docker run -d --name p4 -p 8001-8003:80-82 nginx
docker run -d --name p5 -p 8003:80 nginx
docker run -d --name p6 -p 8001-8005:80 nginx
docker run -d --name p7 -p 127.0.0.1:9000:80 nginx
docker run -d --name p8 -p 10.0.0.10:9000:80 nginx
docker run -d --name p9 -p 9000:80 nginx
docker port p6
docker port p8
docker stop -t 0 p1
docker start p3
docker start p1
docker ps -a --format '{{.Names}} {{.State}} {{.Ports}}' | grep '^p'
nc -lk -p 7777 &
docker run -d --name q1 -p 7777:80 nginx
docker run -d --name q2 --network host nginx
docker run -d --name q3 -p 80:80 nginx
docker rm -f p3 p2 q2
docker start q3
@laptop curl -s http://10.0.0.10/
@laptop curl -s http://10.0.0.10:8002/
@laptop curl -s http://10.0.0.10:9000/
curl -s http://127.0.0.1:9000/
iptables -t nat -S DOCKER
ss -tlnu | grep -c docker-proxy
docker network rm small beside
docker rm -f s1 s2 s3 s4 s5 b1
docker network rm small beside
docker network create --subnet 10.50.0.0/28 over
