# macvlan networks in modes private, vepa and passthru; internal; two on one parent; ports that are not published.
docker network create -d macvlan --subnet 10.0.0.0/24 --gateway 10.0.0.1 --ip-range 10.0.0.128/25 -o parent=eth0 -o macvlan_mode=private pri
docker run -d --name p1 --network pri -p 8080:80 nginx
docker run -d --name p2 --network pri alpine
docker exec p1 ip -o -4 addr show eth0
docker exec p1 ip route
docker exec p2 ip -d link show eth0 | grep -o 'macvlan mode [a-z]*'
docker port p1
docker exec p2 ping -c 1 -W 4 10.0.0.128
sleep 2
docker exec p2 ping -c 1 -W 1 10.0.0.20
@laptop curl -s http://10.0.0.128/
docker rm -f p1 p2
docker network rm pri
docker network create -d macvlan --subnet 10.0.0.0/24 --gateway 10.0.0.1 --ip-range 10.0.0.128/25 -o parent=eth0 -o macvlan_mode=vepa ve
docker run -d --name v1 --network ve alpine
docker run -d --name v2 --network ve alpine
docker exec v1 ping -c 1 -W 4 10.0.0.129
sleep 2
docker exec v1 ping -c 1 -W 1 10.0.0.20
docker exec v1 ip neigh
docker rm -f v1 v2
docker network rm ve
docker network create -d macvlan --internal --subnet 192.0.4.0/24 -o parent=eth0 mi
docker run -d --name c7 --network mi alpine
docker exec c7 ip -o -4 addr show eth0
docker exec c7 ip route
docker network inspect -f '{{json .IPAM.Config}} {{.Internal}} {{json .Options}}' mi
docker rm -f c7
docker network rm mi
docker network create -d macvlan --subnet 192.0.4.0/24 -o parent=eth0 -o macvlan_mode=passthru pt
docker run -d --name c8 --network pt --ip 192.0.4.9 alpine
docker exec c8 ip -d link show eth0 | grep -o 'macvlan mode [a-z]*'
docker exec c8 ip link show eth0
docker run -d --name c9 --network pt alpine
docker ps -a --format '{{.Names}} {{.State}}'
docker rm -f c8 c9
docker network rm pt
