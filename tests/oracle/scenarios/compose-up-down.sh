# docker compose: two services on the project's own network, by name, up, shown, and down again.
mkdir -p /tmp/shop
printf 'services:\n  web:\n    image: nginx\n    ports: ["8080:80"]\n    depends_on: [db]\n  db:\n    image: redis\n' > /tmp/shop/compose.yaml
docker compose -f /tmp/shop/compose.yaml config
docker compose -f /tmp/shop/compose.yaml up -d
docker compose -f /tmp/shop/compose.yaml ps --format 'table {{.Name}}\t{{.Image}}\t{{.Service}}\t{{.Ports}}'
docker compose -f /tmp/shop/compose.yaml ps --services
docker compose -f /tmp/shop/compose.yaml port web 80
docker compose -f /tmp/shop/compose.yaml exec -T web ping -c 1 db
docker compose -f /tmp/shop/compose.yaml exec -T web nc -zv -w 1 db 6379
docker network ls --format '{{.Name}} {{.Driver}}'
docker ps --format '{{.Names}} {{.Image}} {{.Ports}}'
@laptop curl -s http://10.0.0.10:8080/
docker compose -f /tmp/shop/compose.yaml up -d
docker compose -f /tmp/shop/compose.yaml stop -t 0 db
docker compose -f /tmp/shop/compose.yaml ps -a --format '{{.Name}} {{.State}}'
docker compose -f /tmp/shop/compose.yaml start db
docker compose -f /tmp/shop/compose.yaml restart -t 0 web
docker compose ls
docker compose -f /tmp/shop/compose.yaml down -t 0
docker ps -a --format '{{.Names}}'
docker network ls --format '{{.Name}}'
