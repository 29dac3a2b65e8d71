# docker compose: what a second up does when a file has changed: one service anew, orphans, a network anew, and depends_on with restart.
mkdir -p /tmp/change
printf 'services:\n  web:\n    image: nginx\n    depends_on:\n      dbs: {condition: service_started, restart: true}\n  dbs:\n    image: redis\n' > /tmp/change/compose.yaml
docker compose -f /tmp/change/compose.yaml up -d
docker compose -f /tmp/change/compose.yaml config --hash '*'
docker compose -f /tmp/change/compose.yaml up -d
printf 'services:\n  web:\n    image: nginx\n    hostname: changed\n    depends_on:\n      dbs: {condition: service_started, restart: true}\n  dbs:\n    image: redis\n' > /tmp/change/compose.yaml
docker compose -f /tmp/change/compose.yaml up -d -t 0
docker exec change-web-1 hostname
docker exec change-web-1 ping -c 1 dbs
printf 'services:\n  web:\n    image: nginx\n    hostname: changed\n    depends_on:\n      dbs: {condition: service_started, restart: true}\n  dbs:\n    image: redis\n    environment: {A: b}\n' > /tmp/change/compose.yaml
docker compose -f /tmp/change/compose.yaml up -d -t 0
docker compose -f /tmp/change/compose.yaml restart -t 0 dbs
docker exec change-web-1 ping -c 1 dbs
docker compose -f /tmp/change/compose.yaml up -d -t 0 --force-recreate web
printf 'services:\n  web:\n    image: nginx\n    hostname: changed\n' > /tmp/change/compose.yaml
docker compose -f /tmp/change/compose.yaml up -d -t 0 --no-recreate
docker compose -f /tmp/change/compose.yaml ps --format '{{.Name}} {{.Service}}'
docker compose -f /tmp/change/compose.yaml up -d -t 0 --no-recreate --remove-orphans
printf 'services:\n  web:\n    image: nginx\n    hostname: changed\nnetworks:\n  default: {ipam: {config: [{subnet: 10.44.0.0/24}]}}\n' > /tmp/change/compose.yaml
docker compose -f /tmp/change/compose.yaml up -d -t 0 --no-recreate
docker inspect -f '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}' change-web-1
docker compose -f /tmp/change/compose.yaml stop -t 0
docker compose -f /tmp/change/compose.yaml up -d --no-recreate
docker compose -f /tmp/change/compose.yaml down -t 0
docker compose -f /tmp/change/compose.yaml down
docker network ls --format '{{.Name}}'
