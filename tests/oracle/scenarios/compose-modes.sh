# docker compose: network_mode, links, extra_hosts, dns, an external network, profiles, and a change that recreates.
mkdir -p /tmp/modes
docker network create outside
printf 'name: demo\nservices:\n  web:\n    image: nginx\n    networks: {outside: {aliases: [site]}}\n    extra_hosts: ["gw:host-gateway", "fixed:1.2.3.4"]\n    expose: ["7000"]\n  side:\n    image: alpine\n    network_mode: service:web\n    depends_on: [web]\n  solo:\n    image: alpine\n    network_mode: none\n    depends_on: [side]\n  user:\n    image: alpine\n    networks: [outside]\n    dns: 203.0.113.53\n    depends_on: [solo]\n  later:\n    image: alpine\n    profiles: [extra]\n    networks: [outside]\nnetworks:\n  outside: {external: true}\n' > /tmp/modes/compose.yaml
docker compose -f /tmp/modes/compose.yaml up -d
docker compose -f /tmp/modes/compose.yaml ps --format '{{.Name}} {{.Ports}}' | sort
docker exec demo-side-1 curl -s http://localhost/
docker exec demo-solo-1 ip -br addr
docker exec demo-user-1 ping -c 1 site
docker exec demo-user-1 ping -c 1 web
docker exec demo-user-1 cat /etc/resolv.conf
docker exec demo-web-1 cat /etc/hosts
docker compose -f /tmp/modes/compose.yaml --profile extra up -d later
docker compose -f /tmp/modes/compose.yaml config --services | sort
docker compose -p demo ps -q | wc -l
docker compose -f /tmp/modes/compose.yaml down -t 0 2>&1 | sort
docker network ls --format '{{.Name}}'
docker network rm outside
