# Health checks, stop signals, kills, states, waits and names; ps and inspect after each.
docker run -d --name ok --health-cmd 'exit 0' --health-interval 1s alpine
docker run -d --name bad --health-cmd 'exit 1' --health-interval 1s --health-retries 2 alpine
docker run -d --name none --no-healthcheck alpine
docker inspect -f '{{.State.Health.Status}}' ok
sleep 4
docker inspect -f '{{.State.Health.Status}} {{.State.Health.FailingStreak}}' ok
docker inspect -f '{{.State.Health.Status}} {{len .State.Health.Log}}' bad
docker inspect -f '{{json .Config.Healthcheck}}' ok bad none
docker inspect -f '{{if .State.Health}}h{{else}}no health{{end}}' none
docker ps --format '{{.Names}} {{.Status}}' | sed 's/[0-9]* second.*(/(/' | grep '('
docker ps --filter health=healthy --format '{{.Names}}'
docker ps --filter health=unhealthy --format '{{.Names}}'
docker ps --filter health=starting --format '{{.Names}}'
docker rm -f ok bad none
docker run -d --name s1 --stop-signal SIGINT alpine
docker inspect -f '{{.Config.StopSignal}} {{json .Config.StopTimeout}}' s1 s2
docker stop s2
docker inspect -f '{{.State.ExitCode}}' s2
docker stop -t 1 s1
docker inspect -f '{{.State.ExitCode}}' s1
docker run -d --name kkx alpine
docker kill -s USR1 kkx
docker kill -s 99 kkx
docker kill -s 0 kkx
docker kill -s SIGSTOP kkx
docker inspect -f '{{.State.Status}}' kkx
docker kill --signal SIGKILL kkx
docker inspect -f '{{.State.ExitCode}}' kkx
docker kill kkx
docker start kkx
docker stop -s KILL kkx
docker stop --time 0 kkx
docker restart kkx
docker restart -s KILL -t 1 kkx
docker pause kkx
docker kill kkx
docker ps -a --filter name=k --format '{{.State}}'
docker unpause kkx
docker stop -t 0 kkx
docker ps -a --filter name=k --format '{{.State}}'
docker start kkx
docker pause kkx
docker restart -t 0 kkx
docker pause kkx
docker rm -f kkx
docker create --name ccx alpine
docker pause ccx
docker unpause ccx
docker kill ccx
docker stop ccx
docker restart ccx
docker inspect -f '{{.State.Status}}' ccx
docker logs ccx
docker stats --no-stream --format '{{.Name}}' ccx
docker rm ccx
docker rm -f ccx
docker rm -v ccx
docker rm -l ccx
docker rm -l /c/d
docker rm -z ccx
docker rm
docker run -d --name wwx alpine sleep 1
docker wait wwx
docker wait wwx wwx
docker rename wwx ''
docker rename wwx w2
docker rename w2 /w3
docker ps -a --filter name=w --format '{{.Names}}'
docker rename nosuch w4
docker rename w3
docker inspect -f '{{.Name}}' w3 w2
docker ps -a --format '{{.Names}}' | sort
