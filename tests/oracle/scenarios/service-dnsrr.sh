# A service without a virtual address: its name is the addresses of its tasks; what its containers are called, and what they are told.
docker swarm init --advertise-addr 10.0.0.10 >/dev/null
docker network create -d overlay --attachable mesh
docker service create -d -q --no-resolve-image --name web --endpoint-mode dnsrr --network name=mesh,alias=shop --env 'TASK={{.Service.Name}}-{{.Task.Slot}}' --hostname 'h{{.Task.Slot}}' nginx
sleep 5
docker run -d --name client --network mesh alpine
docker exec client dig +short web
docker exec client dig +short shop
docker exec client dig +short tasks.web
docker exec client curl -s http://web/
docker exec client ping -n -c 1 tasks.web
docker exec $(docker ps -q --filter name=web.1) env | grep -E 'TASK|HOSTNAME'
docker service inspect -f '{{json .Endpoint}} {{json .Spec.EndpointSpec}}' web
docker service scale -d web=3
sleep 6
docker exec client dig +short web | sort
docker exec client dig +short tasks.web | sort
docker ps --format '{{.Image}} {{.Ports}} {{.Label "com.docker.swarm.service.name"}}'
docker service scale -d web=1
sleep 2
docker exec client dig +short web
docker service rm web
sleep 1
docker exec client dig +short web
