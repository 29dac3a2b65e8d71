# docker network create refusing: subnets, gateways, ranges, names, drivers, options.
docker network create --subnet 10.5.0.0/16 lab
docker network create --subnet 10.5.128.0/17 x
docker network create --subnet foo x
docker network create --subnet 10.31.0.0 x
docker network create --subnet 10.31.0.0/33 x
docker network create --subnet 10.6.0.7/24 hostbits
docker network create --subnet 10.9.0.0/24 --gateway 10.10.0.1 x
docker network create --subnet 10.9.0.0/24 --ip-range 10.10.0.0/25 x
docker network create --subnet 10.9.0.0/24 --ip-range 10.0.0.0/7 x
docker network create --gateway 10.9.0.1 x
docker network create --ip-range 10.9.0.0/25 x
docker network create --aux-address a=10.30.0.4 x
docker network create --subnet 10.33.0.0/24 --gateway 10.33.0.0 x
docker network create --subnet 10.34.0.0/24 --gateway 10.34.0.255 x
docker network create --subnet 10.39.0.0/24 --gateway 10.39.0.1 --aux-address a=10.39.0.1 x
docker network create --subnet 10.35.0.0/24 --subnet 10.36.0.0/24 x
docker network create --subnet 10.37.0.0/24 --subnet 10.37.0.0/24 x
docker network create lab
docker network create bridge
docker network create host
docker network create none
docker network create default
docker network create ""
docker network create -d foo x
docker network create -d host x
docker network create -d null x
docker network create -d overlay x
docker network create -o com.docker.network.bridge.name=averyveryverylongname x1
docker network create -o com.docker.network.driver.mtu=abc x2
docker network create -o com.docker.network.bridge.enable_icc=maybe x3
docker network create -o foo=bar unknown-option
docker network create --ipv4=false x4
docker network create --subnet 10.40.0.0/31 x5
docker network create --subnet 10.41.0.0/32 x6
docker network create --subnet 10.42.0.0/30 tiny
docker run -d --name t1 --network tiny alpine
docker run -d --name t2 --network tiny alpine
docker network create -d macvlan -o parent=nosuch x7
docker network create -d macvlan -o parent=eth0 -o macvlan_mode=foo x8
docker network create -d macvlan --subnet 10.0.0.0/24 -o parent=eth0 mv
docker network create
docker network create a b
docker network create --nosuch x
docker network create --subnet
docker network create --gateway foo --subnet 10.43.0.0/24 x9
docker network create --opt x
docker network create --label nosuch --internal --attachable labelled
docker network ls --format '{{.Name}} {{.Driver}}'
docker network create -o com.docker.network.bridge.name=docker0 x
