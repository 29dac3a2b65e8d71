# docker compose: what the engine refuses while a project comes up, and what waits for services that end or are never healthy.
mkdir -p /tmp/fails
printf 'services:\n  a:\n    image: nginx\n    ports: ["8080:80"]\n  b:\n    image: nginx\n    ports: ["8080:80"]\n    depends_on: [a]\n' > /tmp/fails/compose.yaml
docker compose -f /tmp/fails/compose.yaml up -d
docker compose -f /tmp/fails/compose.yaml ps -a --format '{{.Name}} {{.State}}'
docker compose -f /tmp/fails/compose.yaml down -t 0
printf 'services:\n  a: {image: alpine, networks: {n: {ipv4_address: 10.9.0.5}}}\nnetworks: {n: {}}\n' > /tmp/fails/compose.yaml
docker compose -f /tmp/fails/compose.yaml up -d
docker compose -f /tmp/fails/compose.yaml down -t 0
printf 'services:\n  a: {image: alpine, networks: {n: {ipv4_address: 10.9.0.5}}}\nnetworks: {n: {ipam: {config: [{subnet: 10.8.0.0/24}]}}}\n' > /tmp/fails/compose.yaml
docker compose -f /tmp/fails/compose.yaml up -d
docker compose -f /tmp/fails/compose.yaml down -t 0
printf 'services:\n  a: {image: alpine, networks: [n]}\nnetworks: {n: {ipam: {config: [{subnet: 172.17.0.0/16}]}}}\n' > /tmp/fails/compose.yaml
docker compose -f /tmp/fails/compose.yaml up -d
printf 'services:\n  a: {image: alpine, networks: [n]}\nnetworks: {n: {driver: foo}}\n' > /tmp/fails/compose.yaml
docker compose -f /tmp/fails/compose.yaml up -d
docker network create fails_n
printf 'services:\n  a: {image: alpine, networks: [n]}\nnetworks: {n: }\n' > /tmp/fails/compose.yaml
docker compose -f /tmp/fails/compose.yaml up -d
docker compose -f /tmp/fails/compose.yaml down -t 0
docker network rm fails_n
printf 'services:\n  a: {image: alpine, command: nosuchcmd}\n' > /tmp/fails/compose.yaml
docker compose -f /tmp/fails/compose.yaml up -d
docker compose -f /tmp/fails/compose.yaml ps -a --format '{{.Name}} {{.State}}'
docker compose -f /tmp/fails/compose.yaml down -t 0
printf 'services:\n  b: {image: alpine, command: "false"}\n  c: {image: alpine, depends_on: {b: {condition: service_completed_successfully}}}\n' > /tmp/fails/compose.yaml
docker compose -f /tmp/fails/compose.yaml up -d
docker compose -f /tmp/fails/compose.yaml down -t 0
printf 'services:\n  b: {image: alpine, command: "true"}\n  c: {image: alpine, depends_on: {b: {condition: service_completed_successfully}}}\n' > /tmp/fails/compose.yaml
docker compose -f /tmp/fails/compose.yaml up -d
docker compose -f /tmp/fails/compose.yaml up -d --wait
docker compose -f /tmp/fails/compose.yaml down -t 0
printf 'services:\n  b: {image: alpine}\n  c: {image: alpine, depends_on: {b: {condition: service_healthy}}}\n' > /tmp/fails/compose.yaml
docker compose -f /tmp/fails/compose.yaml up -d
docker compose -f /tmp/fails/compose.yaml down -t 0
docker run -d --name fails-a-1 alpine
printf 'services:\n  a: {image: alpine}\n' > /tmp/fails/compose.yaml
docker compose -f /tmp/fails/compose.yaml up -d
docker rm -f fails-a-1
docker compose -f /tmp/fails/compose.yaml down -t 0
printf 'services:\n  a: {image: nosuch/image}\n' > /tmp/fails/compose.yaml
docker compose -f /tmp/fails/compose.yaml up -d 2>&1 | grep -c registry-1
docker network ls --format '{{.Name}}'
