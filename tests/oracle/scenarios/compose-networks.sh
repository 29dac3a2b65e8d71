# docker compose: front and back networks with ipam, aliases, an internal one, scale, and what the services reach.
mkdir -p /tmp/tiers
printf 'services:\n  lb:\n    image: nginx\n    depends_on: [app]\n    networks: [front]\n    ports: ["80:80"]\n  app:\n    image: nginx\n    depends_on: [db]\n    networks:\n      front: {aliases: [api], interface_name: eth0}\n      back: {interface_name: eth1}\n  db:\n    image: redis\n    hostname: dbhost\n    container_name: the-db\n    networks:\n      back: {ipv4_address: 10.9.0.50}\nnetworks:\n  front: {}\n  back:\n    internal: true\n    ipam: {config: [{subnet: 10.9.0.0/24}]}\n' > /tmp/tiers/compose.yaml
docker compose -f /tmp/tiers/compose.yaml up -d 2>&1 | sort
docker ps --format '{{.Names}} {{.Networks}} {{.Ports}}' | sort
docker network inspect -f '{{.Name}} {{.Internal}} {{range .IPAM.Config}}{{.Subnet}}{{end}}' tiers_front tiers_back
docker exec tiers-lb-1 getent ahostsv4 api | wc -l
docker exec tiers-lb-1 ping -c 1 -W 1 db
docker exec tiers-app-1 ping -c 1 db
docker exec tiers-app-1 ping -c 1 dbhost
docker exec tiers-app-1 ping -c 1 the-db
docker exec tiers-app-1 ip -br -4 addr | wc -l
docker inspect -f '{{json (index .NetworkSettings.Networks "tiers_back").DNSNames}}' the-db | grep -c dbhost
docker compose -f /tmp/tiers/compose.yaml exec -T db ip route
docker compose -f /tmp/tiers/compose.yaml down -t 0 2>&1 | sort
docker network ls --format '{{.Name}}'
