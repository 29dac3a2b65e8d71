# A service on an overlay: its VIP, its tasks' addresses, scaling, what is left after rm.
docker swarm init --advertise-addr 10.0.0.10 >/dev/null
docker network create -d overlay --attachable mesh
docker service create -d -q --no-resolve-image --name web --replicas 1 --network mesh nginx
sleep 5
docker service scale -d web=2
sleep 6
docker service ls --format '{{.Name}} {{.Mode}} {{.Replicas}} {{.Image}} {{.Ports}}'
docker service ps --format '{{.Name}} {{.DesiredState}}' web | sort
docker run -d --name client --network mesh alpine
docker exec client dig +short web
docker exec client dig +short tasks.web | sort
docker exec client getent hosts web
docker service inspect -f '{{range .Endpoint.VirtualIPs}}{{.Addr}}{{end}}' web
docker service inspect -f '{{.Spec.Name}} {{.Spec.Mode.Replicated.Replicas}} {{.Spec.EndpointSpec.Mode}}' web
docker service scale -d web=3
sleep 8
docker service ls --format '{{.Name}} {{.Replicas}}'
docker exec client dig +short tasks.web | wc -l
docker service scale -d nosuch=2
docker service rm nosuch
docker service ps nosuch
docker service rm web
sleep 3
docker exec client dig +short web
docker service ls
