# How containers are reached from beyond their bridge: the gateway modes, interfaces that are trusted, a bridge without an address.
docker network create -o com.docker.network.bridge.gateway_mode_ipv4=routed --subnet 10.40.0.0/24 rt
docker network create -o com.docker.network.bridge.gateway_mode_ipv4=isolated oi
docker network create -o com.docker.network.bridge.gateway_mode_ipv4=isolated --internal --subnet 10.41.0.0/24 is
docker network create -o com.docker.network.bridge.gateway_mode_ipv4=routed --internal --subnet 10.46.0.0/24 ri
docker network create -o com.docker.network.bridge.gateway_mode_ipv4=isolated --internal --subnet 10.47.0.0/24 --gateway 10.47.0.9 ig
docker network create -o com.docker.network.bridge.gateway_mode_ipv4= --subnet 10.48.0.0/24 em
docker network create -o com.docker.network.bridge.gateway_mode_ipv4=foo fo
docker network create -o com.docker.network.bridge.inhibit_ipv4=foo fo
docker network create -o com.docker.network.bridge.gateway_mode_ipv4=nat-unprotected --subnet 10.42.0.0/24 nu
docker network create -o com.docker.network.bridge.trusted_host_interfaces=eth0:lo::x --subnet 10.43.0.0/24 th
docker network create -o com.docker.network.bridge.inhibit_ipv4=true --subnet 10.44.0.0/24 inh
docker network create -o com.docker.network.bridge.inhibit_ipv4=true --internal --subnet 10.45.0.0/24 inhi
docker network create -o com.docker.network.bridge.gateway_mode_ipv4=routed -o com.docker.network.bridge.enable_icc=false -o com.docker.network.bridge.enable_ip_masquerade=false --subnet 10.49.0.0/24 rtn
docker network create -o com.docker.network.bridge.enable_ip_masquerade=false --subnet 10.50.0.0/24 nomasq
docker network inspect -f '{{json .IPAM.Config}} {{json .Options}}' is rt inhi
docker run -d --name r1 --network rt -p 8080:80 -p 8081:80 -p 53/udp -p 10.0.0.10:8082:91 -p 127.0.0.1:8083:90 -p 7000-7001:7000-7001 nginx
docker run -d --name r2 --network rt -p 8080:80 -P nginx
docker run -d --name i1 --network is -p 8086:80 nginx
docker run -d --name i2 --network ig alpine
docker run -d --name i3 --network ri alpine
docker run -d --name n1 --network nu -p 8081:80 -p 127.0.0.1:8084:80 nginx
docker run -d --name t1 --network th -p 8082:80 nginx
docker run -d --name h1 --network inh -p 8085:80 nginx
docker run -d --name h2 --network inhi alpine
docker exec i1 ip route
docker exec i2 ip route
docker exec h1 ip route
docker exec h2 ip route
ip -o -4 addr
docker port r1
docker port r2
docker port r1 80
docker ps -a --format '{{.Names}} {{.Ports}}'
docker inspect -f '{{json .NetworkSettings.Ports}}' r1
docker inspect -f '{{json .NetworkSettings.Ports}}' r2
docker ps --filter publish=8080 --format '{{.Names}}'
iptables -S
iptables -t nat -S
iptables -t raw -S
@laptop ip route add 10.40.0.0/13 via 10.0.0.10
@laptop curl -s -m 1 http://10.40.0.2/
@laptop curl -s -m 1 http://10.42.0.2/
@laptop curl -s -m 1 http://10.43.0.2/
@laptop curl -s -m 1 http://10.41.0.1/
@laptop ping -c 1 -W 1 10.40.0.2
@laptop ping -c 1 -W 1 10.42.0.2
@laptop ping -c 1 -W 1 10.43.0.2
docker exec r1 ping -c 1 -W 1 10.0.0.20
docker exec n1 ping -c 1 -W 1 10.40.0.2
docker exec r1 ping -c 1 -W 1 10.42.0.2
curl -s -m 1 http://127.0.0.1:8080/
curl -s -m 1 http://127.0.0.1:8081/
curl -s -m 1 http://127.0.0.1:8085/
@laptop curl -s -m 1 http://10.0.0.10:8081/
docker rm -f r1 n1 t1
docker network rm nu th
iptables -S
iptables -t nat -S
iptables -t raw -S
