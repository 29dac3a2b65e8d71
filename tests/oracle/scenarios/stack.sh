# A stack: brought up, looked at, brought up again, taken down; files that are refused.
mkdir -p /tmp/st
docker stack ls
docker swarm init --advertise-addr 10.0.0.10 >/dev/null
docker network create -d overlay --attachable --subnet 10.60.0.0/24 outside
printf 'services:\n  web:\n    image: nginx\n    networks: {outside: {aliases: [site]}}\n    container_name: nope\n    restart: always\n    labels: {x: "y"}\n    environment: {B: 2, A: 1}\n    stop_grace_period: 1s\n    deploy:\n      labels: {tier: front}\n      update_config: {parallelism: 2, delay: 1s}\n      restart_policy: {condition: on-failure}\nnetworks:\n  outside: {external: true}\n' > /tmp/st/stack.yml
docker stack deploy -c /tmp/st/stack.yml
docker stack deploy app
docker stack deploy -c /tmp/st/nosuch.yml app
docker stack deploy -d --resolve-image never -c /tmp/st/stack.yml app
sleep 6
docker stack ls
docker stack services app --format '{{.Name}} {{.Mode}} {{.Replicas}} {{.Image}} {{.Ports}}'
docker stack ps app --format '{{.Name}} {{.Image}} {{.DesiredState}}'
docker service inspect -f '{{json .Spec}}' app_web
docker run -d --name box --network outside netshoot
docker exec box dig +short app_web
docker exec box dig +short web
docker exec box dig +short tasks.site
docker exec box dig +short tasks.app_web
docker exec box curl -s http://tasks.web/
docker exec $(docker ps -q --filter name=app_web) env | grep -E '^[AB]=' | sort
docker stack deploy -d --resolve-image never -c /tmp/st/stack.yml app | sed 's/id: [a-z0-9]*/id: ID/'
docker stack config -c /tmp/st/stack.yml
docker stack ps nosuch
docker stack services nosuch
docker stack rm nosuch
docker stack up
docker stack foo
docker stack rm app
sleep 4
docker stack ls
docker network ls --filter driver=overlay --format '{{.Name}}'
printf 'services:\n  a:\n    image: nginx\n    foo: bar\n' > /tmp/st/bad.yml
docker stack deploy -d -c /tmp/st/bad.yml s
printf 'services:\n  a:\n    build: .\n' > /tmp/st/bad.yml
docker stack deploy -d -c /tmp/st/bad.yml s
printf 'services:\n  a:\n    image: nginx\n    networks: [ext]\nnetworks:\n  ext: {external: true}\n' > /tmp/st/bad.yml
docker stack deploy -d -c /tmp/st/bad.yml s
printf 'services:\n  a:\n    image: nginx\n    volumes_from: [b]\n' > /tmp/st/bad.yml
docker stack deploy -d -c /tmp/st/bad.yml s
