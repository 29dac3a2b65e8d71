# docker network create -d macvlan and ipvlan: modes, flags and parents that are refused; what ipvlan networks show.
docker network create -d macvlan -o parent=lo x1
docker network create -d macvlan -o parent=eth0 -o macvlan_mode=foo x2
docker network create -d macvlan -o parent=lo -o macvlan_mode=foo x3
docker network create -d macvlan -o parent=eth0.a x4
docker network create -d macvlan -o parent=eth0.1.2 x5
docker network create -d macvlan -o parent=nosuch.10 x6
docker network create -d macvlan -o parent=eth0.5000 x7
docker network create -d macvlan -o parent=eth0.0 x8
docker network create -d ipvlan -o parent=lo y1
docker network create -d ipvlan -o parent=eth0 -o ipvlan_mode=foo y2
docker network create -d macvlan -o parent=nosuch x9
docker network create -d ipvlan -o parent=eth0 -o ipvlan_mode=foo y2
docker network create -d ipvlan -o parent=eth0 -o ipvlan_mode=foo -o ipvlan_flag=foo y4
docker network create -d ipvlan -o parent=eth0.a y5
docker network create -d ipvlan -o parent=eth0.1.2 y6
docker network create -d ipvlan -o parent=nosuch.10 y7
docker network create -d ipvlan -o parent=eth0.5000 y8
docker network create -d ipvlan -o parent=nosuch y9
docker network create -d ipvlan -o parent=eth0 -o ipvlan_flag=foo y3
docker network rm y3
docker network create -d ipvlan --subnet 192.0.2.0/24 -o parent=eth0 i1
docker network create -d ipvlan --subnet 192.0.2.0/25 -o parent=eth0 i2
docker network create -d macvlan --subnet 192.0.3.0/24 -o parent=eth0 m5
docker network inspect i1
docker run -d --name c5 --network i1 --ip 192.0.2.1 alpine
docker rm -f c5
docker network rm i1 m5
docker network create -d ipvlan --subnet 192.0.4.0/24 --gateway 192.0.4.1 -o parent=eth0 -o ipvlan_mode=l3 i4
docker network inspect i4
docker network rm i4
docker network create -d ipvlan --subnet 192.0.4.0/24 -o parent=eth0 -o ipvlan_mode=l3s -o ipvlan_flag=vepa i6
docker network inspect i6
docker network rm i6
docker network create -d ipvlan --internal --subnet 192.0.4.0/24 -o parent=eth0 i5
docker network inspect i5
docker network rm i5
docker network create -d bridge --subnet 192.0.4.0/24 --subnet 192.0.5.0/24 b
docker network ls --format '{{.Name}} {{.Driver}} {{.Scope}}'
