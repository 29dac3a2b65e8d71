# Commands, flags and arguments that docker does not know.
docker nosuch
docker network nosuch
docker --nosuch ps
docker ps --foo
docker ps extra
docker ps -z
docker ps --filter foo=bar
docker ps --filter foo
docker ps --last x
docker ps --format '{{.Foo}}'
docker ps --format '{{.Names'
docker inspect
docker inspect --foo x
docker inspect -f '{{.Foo}}' bridge
docker inspect -f '{{.Name' bridge
docker inspect -f '{{nosuch .Name}}' bridge
docker network inspect -f '{{.Foo}}' bridge
docker network inspect -f '{{.Name' bridge
docker network ls --format '{{.Foo}}'
docker network rm
docker network connect a b c
docker network disconnect
docker rename a
docker exec x
docker logs
docker port
docker kill
docker pause
docker container
docker container nosuch
docker container ls extra
docker image nosuch
docker images --foo
docker run -p
docker run --network
docker create
docker version --nosuch
docker swarm nosuch
docker service nosuch
docker volume ls
docker network ls -z
docker ps -a -q extra
