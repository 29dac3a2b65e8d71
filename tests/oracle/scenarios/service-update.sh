# A rolling update, one task at a time; back again; published ports come and go.
docker swarm init --advertise-addr 10.0.0.10 >/dev/null
docker network create -d overlay --attachable mesh
docker service create -d -q --no-resolve-image --name web --network mesh --stop-grace-period 1s --env A=1 nginx
sleep 4
docker service update -d --env-add B=2 --no-resolve-image web
sleep 9
docker service ps --format '{{.Name}} {{.DesiredState}} {{.Error}}' web
docker exec $(docker ps -q) env | grep -E '^[AB]=' | sort
docker service inspect -f '{{len .Spec.TaskTemplate.ContainerSpec.Env}} {{json .PreviousSpec.TaskTemplate.ContainerSpec.Env}}' web
docker service rollback -d web
sleep 9
docker exec $(docker ps -q) env | grep -E '^[AB]=' | sort
docker service update -d --publish-add 8085:80 --no-resolve-image web
sleep 9
docker service ls --format '{{.Name}} {{.Replicas}} {{.Ports}}'
docker service inspect -f '{{len .Endpoint.VirtualIPs}} {{json .Endpoint.Ports}}' web
docker service update -d --publish-rm 80 --no-resolve-image web
sleep 9
docker service ls --format '{{.Name}} {{.Replicas}} {{.Ports}}'
docker service update -d --force --no-resolve-image web
sleep 9
docker service ps --format '{{.Name}} {{.DesiredState}}' web
docker ps -a --format '{{.Image}} {{.State}}' | sort
