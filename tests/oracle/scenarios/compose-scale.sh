# docker compose: a service of three containers under one name, scaled up and down.
mkdir -p /tmp/scale
printf 'services:\n  app:\n    image: nginx\n    ports: ["80"]\n  client:\n    image: alpine\n    depends_on: [app]\n' > /tmp/scale/compose.yaml
docker compose -f /tmp/scale/compose.yaml up -d --scale app=3 2>&1 | sort
docker compose -f /tmp/scale/compose.yaml ps --format '{{.Name}} {{.Service}} {{.State}}' | sort
docker compose -f /tmp/scale/compose.yaml exec -T client dig +short app | sort
docker compose -f /tmp/scale/compose.yaml port app 80 --index 4
docker compose -f /tmp/scale/compose.yaml up -d --scale app=1 2>&1 | sort
docker compose -f /tmp/scale/compose.yaml ps --format '{{.Name}}' | sort
docker compose -f /tmp/scale/compose.yaml down -t 0 2>&1 | sort
