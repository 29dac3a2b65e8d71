# ARP asked by hand: an answer, silence, duplicate address detection, an announcement, and what the neighbours keep.
docker run -d --name c1 alpine
docker run -d --name c2 alpine
docker exec c1 arping -c 2 -I eth0 172.17.0.3
docker exec c2 ip neigh
docker exec c1 ip neigh
docker exec c1 arping -c 1 -w 1 -I eth0 172.17.0.99
docker exec c1 arping -D -c 1 -w 1 -I eth0 172.17.0.77
docker exec c1 arping -D -c 1 -w 1 -I eth0 172.17.0.3
docker exec c2 ping -c 1 172.17.0.2
docker exec c1 arping -U -c 1 -I eth0 172.17.0.2
docker exec c2 ip neigh
docker exec c1 arping -q -c 1 -I eth0 172.17.0.3
docker exec c1 arping -f -I eth0 172.17.0.3
docker exec c1 arping -c 1 -I eth7 172.17.0.3
docker exec c1 arping -c 1 -I lo 127.0.0.1
docker exec c1 arping -c 1 -I eth0 10.0.0.10
