# Three networks in a chain, joined by containers on two of them: who reaches whom, and which way out each takes.
docker network create front
docker network create middle
docker network create back
docker run -d --name lb --network front alpine
docker run -d --name web --network front nginx
docker network connect middle web
docker run -d --name app --network middle nginx
docker network connect back app
docker run -d --name db --network back redis
docker exec lb ping -c 1 web
docker exec web ping -c 1 app
docker exec app nc -zv -w 1 db 6379
docker exec lb ping -c 1 -W 1 app
docker exec lb ping -c 1 -W 1 172.19.0.3
docker exec web ping -c 1 -W 1 172.20.0.3
docker exec web ip route
docker exec app ip route
docker exec app ip -br addr
docker exec lb traceroute -n -q 1 -w 1 -m 3 172.19.0.3
docker exec app ping -c 1 example.com
docker exec web ping -c 1 -I eth1 -W 1 172.20.0.2
docker network inspect -f '{{len .Containers}}' middle
docker network disconnect front web
docker exec web ip route
docker exec web ping -c 1 example.com
docker exec lb ping -c 1 -W 1 web
