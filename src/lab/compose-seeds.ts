/** Compose files of the gallery, in the shape of well-known projects. */

const write = (text: string): string => `cat > compose.yaml <<'EOF'\n${text}EOF`;

const BLOG = `# A blog and its database: the blog alone is published.
services:
  blog:
    image: wordpress
    ports:
      - '8080:80'
    environment:
      WORDPRESS_DB_HOST: database
    networks: [street, house]
    depends_on:
      - database
  database:
    image: mysql
    environment:
      MYSQL_DATABASE: blog
      MYSQL_RANDOM_ROOT_PASSWORD: '1'
    volumes:
      - rows:/var/lib/mysql
    networks: [house]

networks:
  street:
  house:
    internal: true

volumes:
  rows:
`;

const GATE = `# Two copies of a service, and a gate that finds both by one name.
services:
  gate:
    image: traefik
    ports:
      - '80:80'
      - '8080:8080'
    networks:
      edge:
        ipv4_address: 172.30.0.2
  whoami:
    image: traefik/whoami
    deploy:
      replicas: 2
    networks:
      - edge

networks:
  edge:
    ipam:
      config:
        - subnet: 172.30.0.0/24
          ip_range: 172.30.0.128/25
`;

const METERS = `# Dashboards over what is measured; the host's own meter is on the host's network.
services:
  grafana:
    image: grafana/grafana
    ports:
      - '3000:3000'
    networks:
      - meters
  prometheus:
    image: prom/prometheus
    networks:
      meters:
        aliases:
          - metrics
    extra_hosts:
      - host.docker.internal:host-gateway
  node-exporter:
    image: prom/node-exporter
    network_mode: host

networks:
  meters:
`;

export const COMPOSE_SEEDS = [
  {
    id: 'compose_blog',
    lines: [
      write(BLOG),
      'docker compose up -d',
      'docker compose exec blog nc -zv database 3306',
      'docker compose exec database ping -c 1 -W 1 203.0.113.80',
      '@laptop curl -s http://10.0.0.10:8080/',
    ],
  },
  {
    id: 'compose_gate',
    lines: [
      write(GATE),
      'docker compose up -d',
      'docker compose exec gate nslookup whoami',
      'docker compose exec gate curl -s http://whoami/',
      '@laptop curl -s http://10.0.0.10/',
    ],
  },
  {
    id: 'compose_meters',
    lines: [
      write(METERS),
      'docker compose up -d',
      'docker compose exec grafana curl -s http://metrics:9090/',
      'docker compose exec prometheus curl -s http://host.docker.internal:9100/',
      '@laptop curl -s http://10.0.0.10:3000/',
    ],
  },
] as const;
