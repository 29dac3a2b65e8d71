# Overlay networks made, listed, joined and removed, and what is refused.
docker swarm init --advertise-addr 10.0.0.10 >/dev/null
@host2 docker swarm join --token $WORKER_TOKEN 10.0.0.10:2377
docker network create -d overlay --attachable m1
docker network rm m1
docker network create -d overlay --attachable m2
docker network create -d overlay --attachable m2
docker network create -d overlay ingress
docker network create -d overlay --opt encrypted --label a=b --internal m4
docker network create -d overlay --subnet 192.168.5.0/24 --gateway 192.168.5.9 --ip-range 192.168.5.128/25 --attachable m5
docker network create -d overlay --subnet 192.168.7.0/24 --subnet 192.168.8.0/24 m6
docker network create -d overlay -o com.docker.network.driver.overlay.vxlanid_list=9999 m7
docker network create -d overlay --scope local m8
docker network ls --filter scope=swarm --format '{{.Name}} {{.Driver}} {{.Scope}} {{.Internal}} {{.Labels}}'
docker network inspect -f '{{.Name}} {{json .IPAM}} {{json .Options}} {{json .Labels}} {{json .Containers}}' m4 m5 m6 m7
docker run -d --name c1 --network m4 alpine
docker run -d --name c2 --network nosuch alpine
@host2 docker run -d --name c3 --network nosuch alpine
@host2 docker run -d --name c4 --network m5 --ip 192.168.5.77 alpine
docker run -d --name c5 --network m5 alpine
docker inspect -f '{{json .NetworkSettings.Networks.m5.IPAMConfig}} {{.NetworkSettings.Networks.m5.IPAddress}}' c5
docker exec c5 ping -c 1 c4
docker network connect m5 c5
docker network connect m4 c5
docker network connect nosuch c5
docker network rm m5
docker network rm nosuch
@host2 docker network rm m5
@host2 docker network inspect -f '{{.Name}} {{.Scope}} {{.Attachable}}' m5
@host2 docker network inspect -f '{{.Name}}' m2
docker rm -f c5
@host2 docker rm -f c4
docker network rm m5
docker network prune -f | wc -l
docker network ls --format '{{.Name}}'
docker swarm leave --force
docker network ls --format '{{.Name}}'
docker network rm docker_gwbridge
