# start, stop, restart, kill, pause, rm, rename, exec, logs, inspect, port: containers that are missing or in the wrong state.
docker run -d --name c1 alpine
docker run -d --name c2 alpine
docker create --name c3 alpine
docker stop nosuch
docker start nosuch
docker restart nosuch
docker kill nosuch
docker pause nosuch
docker unpause nosuch
docker rm nosuch
docker rm -f nosuch
docker rename nosuch x
docker exec nosuch ls
docker logs nosuch
docker port nosuch
docker top nosuch
docker inspect nosuch
docker wait nosuch
docker stats --no-stream nosuch
docker attach nosuch
docker rm c1
docker rm c1 c3
docker start c1
docker stop -t 0 c2
docker stop -t 0 c2
docker start c2
docker exec c1 nosuchcmd
docker exec c1 /etc
docker exec c1 sh -c 'exit 5'
docker exec c1
docker exec
docker exec -it c1 ls
docker stop -t 0 c2
docker exec c2 ls
docker pause c2
docker unpause c2
docker kill c2
docker kill -s NOSUCH c1
docker pause c1
docker pause c1
docker exec c1 ls
docker rm c1
docker restart -t 0 c1
docker inspect -f '{{.State.Status}}' c1
docker rename c1 c1
docker rename c1 c2
docker rename c1 bad/name
docker rename c1 new
docker rename c1
docker logs new
docker port new
docker port new 80
docker port new foo
docker wait c2
docker start c1 new
docker stop -t 0 new c2 nosuch
docker rm new nosuch c2
docker container prune -f
docker ps -aq
docker start
docker stop
docker rm
docker stop -t x c1
