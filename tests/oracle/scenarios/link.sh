# --link on the default bridge: a line in /etc/hosts, environment variables, an alias; and on a network of one's own.
docker run -d --name db -e SECRET=s3 redis
docker run -d --name web --link db:store alpine
docker exec web cat /etc/hosts | grep store
docker exec web ping -c 1 store
docker exec web ping -c 1 db
docker exec web getent hosts store
docker exec web env | grep STORE | sort
docker exec web nc -zv -w 1 store 6379
docker exec db ping -c 1 web
docker inspect -f '{{.HostConfig.Links}}' web
docker network create n
docker run -d --name u1 --network n nginx
docker run -d --name u2 --network n --link u1:front alpine
docker run -d --name u3 --network n alpine
docker exec u2 ping -c 1 front
docker exec u2 dig +short front
docker exec u3 ping -c 1 front
docker exec u2 cat /etc/hosts | grep -c front
docker exec u2 env | grep -c FRONT
docker run -d --name bad1 --link nosuch:x alpine
docker run -d --name bad2 --link u1:x alpine
docker run -d --name bad3 --link db: alpine
