# docker compose refusing files: what it says, and where.
docker compose up -d
mkdir -p /tmp/bad
printf 'services:\n  a:\n    image: nginx\n    networks: [nope]\n' > /tmp/bad/compose.yaml
docker compose -f /tmp/bad/compose.yaml up -d
printf 'services:\n  a:\n    image: nginx\n    foo: bar\n' > /tmp/bad/compose.yaml
docker compose -f /tmp/bad/compose.yaml up -d
printf 'services:\n  a:\n    ports: ["80:80"]\n' > /tmp/bad/compose.yaml
docker compose -f /tmp/bad/compose.yaml up -d
printf 'services:\n  a:\n    image: nginx\n    depends_on: [b]\n' > /tmp/bad/compose.yaml
docker compose -f /tmp/bad/compose.yaml up -d
printf 'services:\n  a:\n    image: nginx\n    depends_on: [b]\n  b:\n    image: nginx\n    depends_on: [a]\n' > /tmp/bad/compose.yaml
docker compose -f /tmp/bad/compose.yaml up -d
printf 'services:\n  a:\n    image: nginx\n    networks: [ext]\nnetworks:\n  ext:\n    external: true\n' > /tmp/bad/compose.yaml
docker compose -f /tmp/bad/compose.yaml up -d
printf 'services:\n  a:\n    image: nginx\n    ports: ["99999:80"]\n' > /tmp/bad/compose.yaml
docker compose -f /tmp/bad/compose.yaml up -d
printf 'services:\n  a:\n    image: nginx\n    network_mode: host\n    networks: [default]\n' > /tmp/bad/compose.yaml
docker compose -f /tmp/bad/compose.yaml up -d
printf 'services:\n  a:\n    image: nginx\n   ports: []\n' > /tmp/bad/compose.yaml
docker compose -f /tmp/bad/compose.yaml up -d
printf 'services:\n  a:\n    image: [nginx]\n' > /tmp/bad/compose.yaml
docker compose -f /tmp/bad/compose.yaml up -d
printf 'version: "3"\nservices:\n  a:\n    image: nginx\n    container_name: xx\n    deploy: {replicas: 2}\n' > /tmp/bad/compose.yaml
docker compose -f /tmp/bad/compose.yaml up -d
printf 'foo: 1\nservices:\n  a:\n    image: nginx\n' > /tmp/bad/compose.yaml
docker compose -f /tmp/bad/compose.yaml up -d
printf 'services: []\n' > /tmp/bad/compose.yaml
docker compose -f /tmp/bad/compose.yaml up -d
printf 'services:\n  a:\n    image: ${IMG:?say which}\n' > /tmp/bad/compose.yaml
docker compose -f /tmp/bad/compose.yaml up -d
printf 'services:\n  a:\n    image: ${IMG:-nginx}\n    environment: {X: "$NOSUCH"}\n' > /tmp/bad/compose.yaml
docker compose -f /tmp/bad/compose.yaml config
printf 'services:\n  a:\n    image: nginx\n    profiles: [dev]\n' > /tmp/bad/compose.yaml
docker compose -f /tmp/bad/compose.yaml up -d
docker compose -f /tmp/bad/compose.yaml exec -T nosuch ls
docker compose -f /tmp/bad/compose.yaml port a 80
docker compose -f /tmp/bad/compose.yaml nosuch
docker compose -f /tmp/nosuch.yaml up -d
