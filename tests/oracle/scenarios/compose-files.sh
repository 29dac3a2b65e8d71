# docker compose: .env, env_file, extends, include, override files, merging, profiles, and the file as compose understands it.
mkdir -p /tmp/files/part
printf 'TAG=latest\nWHO=world\n' > /tmp/files/.env
printf 'FROMFILE=1\nWHO=file # the shell has the last word\nQUOTED="a b"\n' > /tmp/files/x.env
printf 'services:\n  base: {image: busybox, command: sleep 500, labels: {from: base}, hostname: api-host}\n' > /tmp/files/base.yaml
printf 'services:\n  part: {image: alpine, command: "sh -c \\"echo $$PATH; sleep 9\\""}\n' > /tmp/files/part/compose.yaml
printf 'name: kay\ninclude: [part/compose.yaml]\nx-common: &common\n  image: alpine\n  labels: {common: "yes"}\nservices:\n  web:\n    image: "nginx:${TAG}"\n    environment: [WHO, "GREET=hi ${WHO}", UNSET]\n    env_file: x.env\n    profiles: [front]\n    ports: ["${PORT:-8081}:80", "127.0.0.1:7000-7001:7000-7001/udp", {target: 90, published: "9090", host_ip: 10.0.0.10}]\n  api:\n    extends: {file: base.yaml, service: base}\n    networks: {back: {aliases: [service-api], priority: 5}, default: }\n    extra_hosts: {one: 1.1.1.1, two: 2.2.2.2}\n  one:\n    <<: *common\n    links: ["api:other"]\n    depends_on: [api]\nnetworks:\n  back: {ipam: {config: [{subnet: 10.77.0.0/24, gateway: 10.77.0.9}]}, driver_opts: {com.docker.network.driver.mtu: 1400}}\n' > /tmp/files/compose.yaml
printf 'services:\n  api: {image: debian, labels: [more=1], extra_hosts: ["three:3.3.3.3"], command: [sleep, "600"]}\n  web: {ports: !override ["8082:80"], environment: !reset null}\n' > /tmp/files/compose.override.yaml
cd /tmp/files && docker compose config
cd /tmp/files && docker compose --profile front config
cd /tmp/files && docker compose -f compose.yaml --profile '*' config --services | sort
cd /tmp/files/part && docker compose config
cd /tmp/files && docker compose config --hash '*'
cd /tmp/files && PORT=99 docker compose -f compose.yaml --profile front config | grep published
cd /tmp/files && docker compose -f compose.yaml -p other config --format json
cd /tmp/files && docker compose -f compose.yaml --profile front up -d web 2>&1 | sort
cd /tmp/files && docker compose -f compose.yaml exec -T web env | grep -E 'WHO|GREET|FROM|UNSET|QUOTED' | sort
cd /tmp/files && docker compose -f compose.yaml port web 80
cd /tmp/files && docker compose -f compose.yaml port web 7001 --protocol udp
cd /tmp/files && docker compose ps --format '{{.Name}} {{.Ports}}'
docker compose ls
cd /tmp/files && docker compose --profile front down -t 0 2>&1 | sort
cd /tmp && docker compose config -q
