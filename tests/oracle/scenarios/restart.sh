# restart, kill, start in another order: the state, the address, the ports, the exit code.
docker network create n
docker run -d --name ann --network n nginx
docker run -d --name bob --network n -p 8080:80 nginx
docker run -d --name cat --network n alpine
docker exec cat ping -c 1 ann
docker restart -t 0 ann
docker exec cat ping -c 1 ann
docker inspect -f '{{.State.Status}} {{.RestartCount}} {{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}' ann bob cat
docker restart -t 0 bob
docker port bob
@laptop curl -s http://10.0.0.10:8080/
docker kill ann
docker inspect -f '{{.State.Status}} {{.State.ExitCode}} {{.State.Running}}' ann
docker exec cat ping -c 1 -W 1 ann
docker start ann
docker exec cat ping -c 1 ann
docker kill -s SIGTERM bob
docker ps -a --format '{{.Names}} {{.Status}}' | grep -c Exited
docker start bob
iptables -t nat -S DOCKER | grep -v RETURN
@laptop curl -s http://10.0.0.10:8080/
docker restart -t 0 ann bob cat
docker inspect -f '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}' ann bob cat
