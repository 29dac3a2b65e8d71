# Overlays with every option looked at from both hosts: what goes across and what does not fit, ways in and out, what is left.
docker swarm init --advertise-addr 10.0.0.10 >/dev/null
@host2 docker swarm join --token $WORKER_TOKEN 10.0.0.10:2377
docker network create -d overlay --attachable --subnet 10.30.0.0/24 --gateway 10.30.0.254 --label a=b mesh
docker network create -d overlay --internal --attachable --subnet 10.31.0.0/24 -o com.docker.network.driver.mtu=1300 inner
docker network create -d overlay --attachable -o encrypted --subnet 10.32.0.0/24 secret
docker network ls --filter driver=overlay --format '{{.Name}} {{.Driver}} {{.Scope}}'
@host2 docker network ls --filter driver=overlay --format '{{.Name}} {{.Driver}} {{.Scope}}'
docker network inspect -f '{{json .IPAM}} {{json .Options}} {{json .Labels}} {{.Internal}} {{.Attachable}} {{.Ingress}}' inner
docker run -d --name east --network mesh alpine
@host2 docker run -d --name west --network mesh --network-alias bee alpine
@host2 docker run -d --name cell --network inner nginx
docker network connect inner east
docker exec east ping -c 2 bee
docker exec east curl -s http://cell/
@host2 docker exec cell ping -c 1 -W 1 203.0.113.80
docker exec east ping -c 1 203.0.113.80
docker exec east ip -o -4 addr
docker exec east ip route
docker exec east traceroute -n west
docker exec east traceroute -n -m 3 203.0.113.80
docker exec east ping -c 1 -s 1400 -M do west
docker exec east ping -c 1 -s 1430 -M do west
docker exec east ping -c 1 -s 3000 west
docker exec east ping -c 1 -s 1300 -M do cell
ip netns list | wc -l
bridge link | wc -l
iptables -t nat -S | grep -v DOCKER-INGRESS
iptables -S FORWARD
docker network inspect -f '{{json .Options}} {{json .IPAM.Config}}' docker_gwbridge
docker network inspect -f '{{range $k, $v := .Containers}}{{$v.Name}} {{$v.IPv4Address}};{{end}}' mesh
docker network inspect -f '{{json .Peers}}' mesh
docker inspect -f '{{json .NetworkSettings.Networks.mesh.IPAMConfig}} {{.NetworkSettings.Networks.mesh.IPAddress}} {{.NetworkSettings.Networks.mesh.Gateway}} {{.NetworkSettings.Networks.mesh.IPPrefixLen}}' east
docker network disconnect inner east
docker exec east ip -o -4 addr
@host2 docker network rm mesh
docker network rm mesh
docker rm -f east
docker network rm mesh
@host2 docker rm -f west cell
docker network rm mesh inner secret
@host2 docker network ls --format '{{.Name}}'
@host2 docker swarm leave
docker swarm leave
docker swarm leave --force
docker network ls --format '{{.Name}}'
