# A paused container: the kernel still answers ping and completes a handshake, the program says nothing.
docker network create n
docker run -d --name web --network n -p 8080:80 nginx
docker run -d --name cat --network n alpine
docker pause web
docker ps --format '{{.Names}} {{.Status}}' | sort
docker exec cat ping -c 1 web
docker exec cat dig +short web
docker exec cat curl -sS -m 1 http://web/
docker exec cat nc -zv -w 1 web 80
docker exec web ip addr
docker pause web
docker stop -t 0 nosuch
docker inspect -f '{{.State.Status}} {{.State.Paused}}' web
docker unpause web
docker unpause web
docker exec cat curl -s http://web/
docker stop -t 0 cat
docker pause cat
docker unpause cat
