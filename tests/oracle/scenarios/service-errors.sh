# What docker service says to what it does not take.
docker service ls
docker service create nginx
docker service scale x=1
docker service inspect x
docker service logs x
docker swarm init --advertise-addr 10.0.0.10 >/dev/null
docker network create plain
docker service create
docker service create -d --no-resolve-image --name 'a b' nginx
docker service create -d --no-resolve-image --name a --network nosuch nginx
docker service create -d --no-resolve-image --name a --network plain nginx
docker service create -d --no-resolve-image --name a --endpoint-mode foo nginx
docker service create -d --no-resolve-image --name a --endpoint-mode dnsrr --publish 80:80 nginx
docker service create -d --no-resolve-image --name a --mode foo nginx
docker service create -d --no-resolve-image --name a --mode global --replicas 2 nginx
docker service create -d --no-resolve-image --name a --publish x:80 nginx
docker service create -d --no-resolve-image --name a --publish mode=foo,target=80 nginx
docker service create -d --no-resolve-image --name a --publish published=8080 nginx
docker service create -d --no-resolve-image --name a --publish target=80,foo=1 nginx
docker service create -d --no-resolve-image --name a --publish 127.0.0.1:80:80 nginx
docker service create -d --no-resolve-image --name a --constraint foo nginx
docker service create -d -q --no-resolve-image --name g --mode global alpine sleep 99
docker service create -d -q --no-resolve-image --name g alpine
sleep 3
docker service scale -d g=2
docker service update -d --replicas 2 g
docker service scale g
docker service scale g=x
docker service inspect -f '{{.Spec.Name}}' g nosuch
docker service inspect --pretty nosuch
docker service ls --filter foo=bar
docker service ls --format '{{.Foo}}'
docker service ps --format '{{.Name}}' g nosuch | sed 's/[.].*//'
docker service update nosuch
docker service logs nosuch
docker service rollback g
docker service rm g nosuch
docker service create --nosuch nginx
docker service nosuch
