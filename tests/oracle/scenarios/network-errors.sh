# docker network connect, disconnect, rm, inspect, prune: what they refuse and what they say.
docker network create one
docker network create two
docker run -d --name c1 --network one alpine
docker run -d --name h1 --network host alpine
docker run -d --name n1 --network none alpine
docker run -d --name m1 --network container:c1 alpine
docker network rm nosuch
docker network rm bridge
docker network rm host
docker network rm one
docker network rm nosuch two
docker network create two
docker network connect one c1
docker network connect nosuch c1
docker network connect one nosuch
docker network connect host c1
docker network connect none c1
docker network connect one n1
docker network connect one h1
docker network connect one m1
docker network connect --ip 172.19.0.50 two c1
docker network connect --ip foo two c1
docker network connect bridge c1
docker network connect --alias x bridge m1
docker network connect one
docker network connect
docker network disconnect two c1
docker network disconnect nosuch c1
docker network disconnect one nosuch
docker network disconnect host h1
docker network disconnect none n1
docker network disconnect -f one nosuch
docker network disconnect one
docker network disconnect bridge c1
docker network inspect nosuch
docker network inspect -f '{{.Name}}' nosuch one
docker network inspect
docker network prune -f
docker network prune -f
docker network ls --format '{{.Name}}'
docker network ls --filter foo=bar
docker network ls --filter driver=null --format '{{.Name}}'
docker network ls --filter type=custom --format '{{.Name}}'
docker network ls --filter name=o --format '{{.Name}}'
docker network ls extra
docker network foo
docker network
docker stop -t 0 c1
docker network rm one
docker start c1
docker network connect bridge c1
