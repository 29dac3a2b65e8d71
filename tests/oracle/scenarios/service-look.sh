# A service looked at: inspect, pretty and not, its tasks in a table, its networks.
docker swarm init --advertise-addr 10.0.0.10 >/dev/null
docker network create -d overlay --attachable mesh
docker service create -d -q --no-resolve-image --name web --network mesh --label tier=front --env A=1 --constraint node.role==manager --publish 8090:80 --publish 9000-9001:9000-9001/udp nginx
docker service create -d -q --no-resolve-image --name job --mode global --entrypoint sleep --workdir /tmp --user root alpine 1000
sleep 5
docker service inspect --pretty web
docker service inspect --pretty job
docker service inspect -f '{{json .Spec}}' web
docker service inspect -f '{{json .Spec.TaskTemplate}} {{json .Spec.Mode}}' job
docker service inspect -f '{{json .Endpoint.Ports}} {{len .Endpoint.VirtualIPs}}' web
docker service ls
docker service ls --filter mode=global --format '{{.Name}}'
docker service ls --filter name=web --format '{{.Name}} {{.Mode}} {{.Replicas}} {{.Image}} {{.Ports}}'
docker service ls --filter label=tier=front -q
docker service ps --format '{{json .Name}} {{json .Image}} {{json .DesiredState}} {{json .Error}} {{json .Ports}}' web
docker service ps --filter desired-state=shutdown web
docker inspect -f '{{json .HostConfig.PortBindings}} {{json .Config.ExposedPorts}}' $(docker ps -q --filter name=web.1)
docker network inspect -f '{{range .Containers}}{{.IPv4Address}} {{end}}' ingress | tr ' ' '\n' | sort
docker network inspect -f '{{range .Containers}}{{.IPv4Address}} {{end}}' mesh | tr ' ' '\n' | sort
docker exec $(docker ps -q --filter name=web.1) cat /etc/hosts
docker network rm mesh
docker service rm web job
