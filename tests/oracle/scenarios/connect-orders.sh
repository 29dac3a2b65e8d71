# Networks joined and left in different orders: which interface, which default route, which name, which file.
docker network create --subnet 10.20.0.0/24 zoo
docker network create --subnet 10.21.0.0/24 ant
docker network create --subnet 10.22.0.0/24 --internal inn
docker run -d --name w --network ant --network-alias server alpine
docker run -d --name cc --network zoo alpine
docker network connect ant cc
docker network connect --alias see --ip 10.22.0.9 inn cc
docker inspect -f '{{json .NetworkSettings.Networks}}' cc | grep -c 10.22.0.9
docker exec cc ip -o -4 addr
docker exec cc ip route
docker exec cc cat /etc/hosts | tail -n 3
docker network disconnect ant cc
docker exec cc ip -o -4 addr
docker exec cc ip route
docker network connect ant cc
docker exec cc ip -o -4 addr
docker exec cc ip route
docker network disconnect zoo cc
docker exec cc ip route
docker exec cc ping -c 1 server
docker network disconnect ant cc
docker exec cc ip route
docker exec cc ping -c 1 10.0.0.20
docker network connect bridge cc
docker exec cc ip route
docker exec cc ping -c 1 10.0.0.20
docker restart -t 0 cc
docker exec cc ip -o -4 addr
docker exec cc ip route
docker run -d --name n --network none alpine
docker network connect zoo n
docker network disconnect none n
docker network connect zoo n
docker exec n ip -o -4 addr
docker inspect -f '{{json .HostConfig.NetworkMode}} {{range $k, $v := .NetworkSettings.Networks}}{{$k}} {{end}}' n cc
docker network connect zoo w
docker stop -t 0 w
docker network disconnect ant w
docker start w
docker exec w ip -o -4 addr
docker exec n ping -c 1 w
docker exec n ping -c 1 server
docker network connect --alias server zoo cc
docker exec n ping -c 1 server
docker network connect --ip 10.21.0.77 --alias boss ant n
docker network connect --ip 10.21.0.77 ant cc
docker network connect ant cc
docker exec cc ping -c 1 boss
docker network disconnect -f ant n
docker exec cc ping -c 1 boss
docker rm -f n
docker network connect --ip 10.21.0.77 ant w
docker exec w ip -o -4 addr
docker network inspect -f '{{range .Containers}}{{.Name}} {{.IPv4Address}}{{end}}' zoo
docker network rm zoo
