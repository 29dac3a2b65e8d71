# What happens to a container: signals, exit codes, restart policies, options of exec, logs, wait, rename.
docker network create n
docker run -d --name loop --restart on-failure:2 alpine sh -c 'echo try; exit 4'
docker run -d --name keep --restart always --network n alpine
docker run -d --name talk alpine sh -c 'echo one; echo two; sleep 0.2; echo three >&2; sleep 1000'
docker run --name done alpine echo finished
docker logs done
docker logs talk
docker logs --tail 1 talk
docker logs -n 2 talk
docker logs --tail all talk 2>/dev/null
docker logs --tail 0 talk
docker logs --since 10m talk
docker logs --until 10m talk
docker logs --since 0.1s talk
docker logs --since foo talk
docker logs -t done | cut -c 1-5,31-
docker logs --tail x talk
docker exec -w /tmp talk pwd
docker exec -e A=1 -e B="two words" talk sh -c 'echo $A $B'
docker exec -d talk sh -c 'echo late > /tmp/late'
docker exec talk cat /tmp/late
docker exec -w /nosuch talk pwd
docker exec -u nosuch talk pwd
docker kill -s HUP keep
docker kill --signal=KILL keep
sleep 2
docker inspect -f '{{.State.Status}} {{.RestartCount}}' keep
docker inspect -f '{{.State.Status}} {{.State.ExitCode}} {{.RestartCount}}' loop
docker logs loop
docker wait loop done
docker stop -t 0 keep
docker inspect -f '{{.State.Status}} {{.State.ExitCode}} {{.State.OOMKilled}} {{.State.Error}}' keep
docker start keep
docker update --restart no keep
docker inspect -f '{{json .HostConfig.RestartPolicy}}' keep loop
docker kill keep
docker inspect -f '{{.State.Status}} {{.State.ExitCode}}' keep
docker start keep
docker run -d --name peer --network n alpine
docker exec peer ping -c 1 keep
docker rename keep kept
docker exec peer ping -c 1 kept
docker exec peer ping -c 1 keep
docker rename kept keep
docker exec peer ping -c 1 keep
docker kill -s TERM talk
docker kill -s 9 peer
docker inspect -f '{{.State.ExitCode}}' peer
docker start -a done
docker run --rm alpine sh -c 'exit 42'
docker run --rm --name gone alpine true
docker inspect gone
docker run --rm -w /tmp -e X=5 alpine sh -c 'pwd; echo $X'
docker run --rm -u nobody alpine pwd
docker run --rm --entrypoint echo alpine -n hi there
docker run -d --name auto --rm alpine
docker stop -t 0 auto
docker ps -a --format '{{.Names}} {{.State}}'
docker container prune -f | tail -n 1
docker ps -a --format '{{.Names}}'
