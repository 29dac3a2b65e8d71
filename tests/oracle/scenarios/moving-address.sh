# An address is not a name: after stop and start in another order the containers have changed addresses.
docker network create n
docker run -d --name ann --network n nginx
docker run -d --name bob --network n httpd
docker run -d --name cat --network n alpine
docker exec cat curl -s http://172.18.0.2/
docker exec cat ip neigh
docker stop -t 0 ann bob
docker start bob
docker start ann
docker inspect -f '{{.Name}} {{range .NetworkSettings.Networks}}{{.IPAddress}} {{.MacAddress}}{{end}}' ann bob cat
docker exec cat curl -s http://172.18.0.2/
docker exec cat curl -s http://ann/
docker exec cat curl -s http://bob/
docker exec cat ping -c 1 ann
docker stop -t 0 bob
docker run -d --name dan --network n goals-node
docker start bob
docker inspect -f '{{.Name}} {{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}' ann bob cat dan
docker exec cat curl -s http://172.18.0.2/
