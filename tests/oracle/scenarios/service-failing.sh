# Tasks that end: restarted after five seconds, or not at all; what is kept of those before.
docker swarm init --advertise-addr 10.0.0.10 >/dev/null
docker service create -d -q --no-resolve-image --name web nginx
docker service create -d -q --no-resolve-image --name once --restart-condition none alpine sh -c 'echo hello; exit 3'
docker service create -d -q --no-resolve-image --name well --restart-condition on-failure alpine true
sleep 5
docker service ls --format '{{.Name}} {{.Replicas}}'
docker kill $(docker ps -q) >/dev/null
sleep 2
docker service ps --format '{{.Name}} {{.DesiredState}} {{.Error}}' web
docker service ls --format '{{.Name}} {{.Replicas}}'
docker ps -a --format '{{.Image}} {{.State}}' | sort
sleep 6
docker service ps --format '{{.Name}} {{.DesiredState}} {{.Error}}' web
docker service ls --format '{{.Name}} {{.Replicas}}'
docker service ps --format '{{.Name}} {{.DesiredState}} {{.Error}}' once
docker service ps --format '{{.Name}} {{.DesiredState}} {{.Error}}' well
docker service logs --raw once
docker service rm once well web
docker service ls
