# docker network create with every option that it takes, and what comes of each.
docker network create --driver bridge --subnet 10.5.0.0/16 --ip-range 10.5.8.0/29 --gateway 10.5.0.254 --aux-address printer=10.5.8.1 --aux-address nas=10.5.8.2 --label site=lab lab
docker network create -d bridge -o com.docker.network.bridge.name=hop0 -o com.docker.network.driver.mtu=1400 hop
docker network create -o com.docker.network.bridge.enable_icc=false quiet
docker network create -o com.docker.network.bridge.enable_ip_masquerade=false plain
docker network create -o com.docker.network.bridge.host_binding_ipv4=127.0.0.1 local
docker network create -o com.docker.network.container_iface_prefix=net prefixed
docker network create --internal --attachable shut
docker network create --subnet 10.6.0.0/24 --internal closed
docker network create --subnet 10.7.0.0/28 --ip-range 10.7.0.8/30 narrow
docker run -d --name l1 --network lab alpine
docker run -d --name l2 --network lab alpine
docker run -d --name l3 --network lab --ip 10.5.200.1 alpine
docker run -d --name h1 --network hop alpine
docker run -d --name q1 --network quiet alpine
docker run -d --name p1 --network plain -p 8081:80 nginx
docker run -d --name o1 --network local -p 8082:80 nginx
docker run -d --name x1 --network prefixed alpine
docker run -d --name c1 --network closed -p 8083:80 nginx
docker inspect -f '{{range .NetworkSettings.Networks}}{{.IPAddress}}/{{.IPPrefixLen}} via {{.Gateway}}{{end}}' l1 l2 l3 h1 q1 p1 o1 x1 c1
docker network inspect -f '{{json .IPAM}} {{json .Options}} {{json .Labels}} {{.Internal}} {{.Attachable}}' lab hop quiet plain local prefixed shut closed narrow
docker exec l1 ip route
docker exec h1 ip -o link show eth0
docker exec x1 ip -o -4 addr
docker exec c1 ip route
ip -br link show hop0
ip route
iptables -S FORWARD
iptables -S DOCKER
iptables -S DOCKER-ISOLATION-STAGE-1
iptables -S DOCKER-ISOLATION-STAGE-2
iptables -t nat -S
docker port o1
docker port p1
docker port c1
curl -s http://127.0.0.1:8082/
@laptop curl -sS http://10.0.0.10:8082/
@laptop curl -s http://10.0.0.10:8081/
docker exec p1 ping -c 1 -W 1 10.0.0.20
docker exec c1 ping -c 1 -W 1 10.0.0.20
docker exec h1 ping -c 1 -M do -s 1400 10.0.0.20
docker run -d --name n1 --network narrow alpine
docker run -d --name n2 --network narrow alpine
docker run -d --name n3 --network narrow alpine
docker run -d --name n4 --network narrow alpine
docker run -d --name n5 --network narrow alpine
docker inspect -f '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}' n1 n2 n3 n4
docker rm n5
docker rm -f n2
docker run -d --name n6 --network narrow --ip 10.7.0.3 alpine
docker run -d --name n7 --network narrow alpine
docker inspect -f '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}' n6 n7
docker network rm quiet
docker rm -f q1
docker network rm quiet shut
docker network ls --format '{{.Name}} {{.Driver}} {{.Scope}} {{.Internal}} {{.Labels}}'
