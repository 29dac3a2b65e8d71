# The help of docker and of its commands about networks and containers.
docker --help
docker network
docker network --help
docker network create --help
docker network connect --help
docker network disconnect --help
docker network inspect --help
docker network ls --help
docker network prune --help
docker network rm --help
docker run --help
docker create --help
docker exec --help
docker ps --help
docker start --help
docker stop --help
docker restart --help
docker kill --help
docker pause --help
docker unpause --help
docker rm --help
docker rename --help
docker inspect --help
docker logs --help
docker port --help
docker top --help
docker images --help
docker container --help
