printf '%s\n' 'name: shop' 'services:' '  db:' '    image: redis' '    networks: [back]' '    healthcheck:' '      test: ["CMD", "test", "-e", "/etc/hosts"]' '      interval: 1s' '      timeout: 2s' '      retries: 3' '      start_period: 5s' '  api:' '    image: goals-node' '    networks: [back]' '    depends_on:' '      db:' '        condition: service_healthy' 'networks:' '  back:' > compose.yaml
docker compose up -d
docker compose ps --format '{{.Service}} {{.State}} {{.Health}}'
docker inspect -f '{{.State.Health.Status}} {{json .Config.Healthcheck}}' shop-db-1
docker compose exec api nc -zv db 6379
docker compose down
printf '%s\n' 'name: shop' 'services:' '  db:' '    image: redis' '    networks: [back]' '    healthcheck:' '      test: exit 1' '      interval: 1s' '      retries: 2' '  api:' '    image: goals-node' '    networks: [back]' '    depends_on:' '      db:' '        condition: service_healthy' 'networks:' '  back:' > compose.yaml
docker compose up -d
docker compose ps -a --format '{{.Service}} {{.State}} {{.Health}}'
docker compose down
docker compose up -d --wait db
docker compose down
