/** Well-known images that an engine can have for the asking: what they expose, what answers on it. Their programs are not here; stand-ins listen in their place. */
import { sha256 } from '../../base/sha256';
import { LISTENS } from './stand-in';
import { findImage, type Image } from './image';

interface Known {
  /** What the image runs, as its documentation says. */
  readonly cmd: string;
  /** Ports that speak HTTP. */
  readonly http?: readonly number[];
  /** Other TCP ports. */
  readonly tcp?: readonly number[];
  readonly udp?: readonly number[];
  /** What its first page says. */
  readonly page?: string;
  /** It listens on whatever its container exposes: programs of one's own run in it. */
  readonly open?: true;
}

const web = (cmd: string, page: string, port = 80): Known => ({ cmd, http: [port], page });
const server = (cmd: string, ...tcp: readonly number[]): Known => ({ cmd, tcp });
const language = (cmd: string): Known => ({ cmd, open: true });

const KNOWN: Readonly<Record<string, Known>> = {
  adminer: web('php -S [::]:8080 -t /var/www/html', 'Login - Adminer', 8080),
  'apache/kafka': server('/etc/kafka/docker/run', 9092),
  'axllent/mailpit': { cmd: '/mailpit', http: [8025], tcp: [1025], page: 'Mailpit' },
  caddy: { cmd: 'caddy run --config /etc/caddy/Caddyfile', http: [80, 443, 2019], page: 'Caddy works!' },
  cassandra: server('cassandra -f', 7000, 7001, 7199, 9042, 9160),
  'clickhouse/clickhouse-server': { cmd: '/entrypoint.sh', http: [8123], tcp: [9000, 9009], page: 'Ok.' },
  consul: { cmd: 'agent -dev -client 0.0.0.0', http: [8500], tcp: [8300, 8301, 8302], udp: [8600], page: 'Consul' },
  'dpage/pgadmin4': web('/entrypoint.sh', 'pgAdmin 4'),
  drupal: web('apache2-foreground', 'Drupal'),
  elasticsearch: {
    cmd: 'eswrapper',
    http: [9200],
    tcp: [9300],
    page: '{"cluster_name":"docker-cluster","tagline":"You Know, for Search"}',
  },
  eclipse_mosquitto: server('/usr/sbin/mosquitto -c /mosquitto/config/mosquitto.conf', 1883),
  etcd: server('etcd', 2379, 2380),
  ghost: web('node current/index.js', 'Ghost', 2368),
  'gitea/gitea': { cmd: '/usr/bin/s6-svscan /etc/s6', http: [3000], tcp: [22], page: 'Gitea: Git with a cup of tea' },
  'gitlab/gitlab-ce': { cmd: '/assets/wrapper', http: [80, 443], tcp: [22], page: 'GitLab' },
  golang: language('bash'),
  'grafana/grafana': web('/run.sh', 'Grafana', 3000),
  'grafana/loki': web('/usr/bin/loki -config.file=/etc/loki/local-config.yaml', 'ready', 3100),
  haproxy: language('haproxy -f /usr/local/etc/haproxy/haproxy.cfg'),
  influxdb: web('influxd', '{"name":"influxdb"}', 8086),
  jenkins: { cmd: '/usr/local/bin/jenkins.sh', http: [8080], tcp: [50000], page: 'Jenkins' },
  'jenkins/jenkins': { cmd: '/usr/local/bin/jenkins.sh', http: [8080], tcp: [50000], page: 'Jenkins' },
  joomla: web('apache2-foreground', 'Joomla!'),
  'keycloak/keycloak': web('/opt/keycloak/bin/kc.sh start-dev', 'Keycloak', 8080),
  kibana: web('/usr/local/bin/kibana-docker', 'Kibana', 5601),
  logstash: {
    cmd: '/usr/local/bin/docker-entrypoint',
    http: [9600],
    tcp: [5044],
    page: '{"host":"logstash","status":"green"}',
  },
  'louislam/uptime-kuma': web('node server/server.js', 'Uptime Kuma', 3001),
  mailhog: { cmd: 'MailHog', http: [8025], tcp: [1025], page: 'MailHog' },
  'mailhog/mailhog': { cmd: 'MailHog', http: [8025], tcp: [1025], page: 'MailHog' },
  mariadb: server('mariadbd', 3306),
  mastodon: web('bundle exec puma -C config/puma.rb', 'Mastodon', 3000),
  'mastodon/mastodon': web('bundle exec puma -C config/puma.rb', 'Mastodon', 3000),
  'mastodon/mastodon-streaming': web('node ./streaming', 'OK', 4000),
  matomo: web('apache2-foreground', 'Matomo'),
  memcached: server('memcached', 11211),
  'minio/minio': { cmd: 'minio server /data', http: [9000, 9001], page: 'MinIO' },
  mongo: server('mongod', 27017),
  'mongo-express': web('mongo-express', 'Home - Mongo Express', 8081),
  mysql: server('mysqld', 3306, 33060),
  'n8nio/n8n': web('n8n', 'n8n.io - Workflow Automation', 5678),
  nats: { cmd: 'nats-server', http: [8222], tcp: [4222, 6222], page: 'NATS' },
  neo4j: { cmd: 'neo4j', http: [7474], tcp: [7687], page: '{"neo4j_version":"5"}' },
  nextcloud: web('apache2-foreground', 'Nextcloud'),
  node: language('node'),
  odoo: web('odoo', 'Odoo', 8069),
  php: language('php -a'),
  phpmyadmin: web('apache2-foreground', 'phpMyAdmin'),
  'phpmyadmin/phpmyadmin': web('apache2-foreground', 'phpMyAdmin'),
  'pihole/pihole': { cmd: 'start.sh', http: [80], tcp: [53], udp: [53, 67], page: 'Pi-hole' },
  'portainer/portainer-ce': { cmd: '/portainer', http: [9000, 9443], tcp: [8000], page: 'Portainer' },
  postgis: server('postgres', 5432),
  'postgis/postgis': server('postgres', 5432),
  'prom/alertmanager': web('/bin/alertmanager --config.file=/etc/alertmanager/alertmanager.yml', 'Alertmanager', 9093),
  'prom/node-exporter': web('/bin/node_exporter', 'Node Exporter', 9100),
  'prom/prometheus': web(
    '/bin/prometheus --config.file=/etc/prometheus/prometheus.yml',
    'Prometheus Time Series Collection and Processing Server',
    9090,
  ),
  python: language('python3'),
  rabbitmq: {
    cmd: 'rabbitmq-server',
    http: [15672],
    tcp: [4369, 5671, 5672, 15691, 15692, 25672],
    page: 'RabbitMQ Management',
  },
  redmine: web('rails server -b 0.0.0.0', 'Redmine', 3000),
  registry: web('/entrypoint.sh /etc/distribution/config.yml', '{}', 5000),
  ruby: language('irb'),
  solr: web('solr-foreground', 'Solr Admin', 8983),
  sonarqube: web('/opt/sonarqube/docker/entrypoint.sh', 'SonarQube', 9000),
  tomcat: web('catalina.sh run', 'Apache Tomcat', 8080),
  traefik: { cmd: 'traefik', http: [80, 8080], page: '404 page not found' },
  'traefik/whoami': web('/whoami', 'Hostname: whoami'),
  'valkey/valkey': server('valkey-server', 6379),
  varnish: { cmd: 'varnishd', http: [80], tcp: [8443], page: 'Varnish' },
  'vaultwarden/server': web('/start.sh', 'Vaultwarden Web'),
  'containous/whoami': web('/whoami', 'Hostname: whoami'),
  wordpress: web('apache2-foreground', 'WordPress'),
  zookeeper: server('zkServer.sh start-foreground', 2181, 2888, 3888, 8080),
};

/** Their names, for completion. */
export const KNOWN_NAMES: readonly string[] = Object.keys(KNOWN);

/** Other places that the same image is fetched from. */
const SAME: Readonly<Record<string, string>> = {
  'eclipse-mosquitto': 'eclipse_mosquitto',
  'elasticsearch/elasticsearch': 'elasticsearch',
  'kibana/kibana': 'kibana',
  'logstash/logstash': 'logstash',
  'tootsuite/mastodon': 'mastodon/mastodon',
  'hashicorp/consul': 'consul',
  'nicolaka/netshoot': 'netshoot',
  'prometheus/alertmanager': 'prom/alertmanager',
  'prometheus/node-exporter': 'prom/node-exporter',
  'prometheus/prometheus': 'prom/prometheus',
  'mongodb/mongodb-community-server': 'mongo',
};

export interface ImageName {
  readonly repository: string;
  readonly tag: string;
}

/** `docker.io/library/mysql:8.0@sha256:…`: the repository as it was written, and the tag. */
export function splitName(ref: string): ImageName {
  const plain = ref.replace(/@.*$/, '');
  const slash = plain.lastIndexOf('/');
  const colon = plain.indexOf(':', slash + 1);
  return colon < 0
    ? { repository: plain, tag: 'latest' }
    : { repository: plain.slice(0, colon), tag: plain.slice(colon + 1) };
}

/** Without registry and `library/`: `docker.elastic.co/kibana/kibana` is `kibana/kibana`. */
function shortRepository(repository: string): string {
  const [first = '', ...rest] = repository.split('/');
  const plain = rest.length > 0 && /[.:]|^localhost$/.test(first) ? rest.join('/') : repository;
  return plain.replace(/^library\//, '');
}

/** An image that is there or, of the well-known ones, can be had. */
export function knownImage(images: Readonly<Record<string, Image>>, ref: string): Image | null {
  return findImage(images, ref) ?? cataloguedImage(ref, images);
}

/** The same; it is there from then on. */
export function obtainImage(images: Record<string, Image>, ref: string): Image | null {
  const present = findImage(images, ref);
  if (present !== null) return present;
  const known = cataloguedImage(ref, images);
  if (known !== null) images[`${known.repository}:${known.tag}`] = known;
  return known;
}

/** An image that is not there yet and can be had; null for one that nobody knows. */
function cataloguedImage(ref: string, images: Readonly<Record<string, Image>>): Image | null {
  const { repository, tag } = splitName(ref);
  const short = shortRepository(repository);
  const id = `sha256:${sha256(new TextEncoder().encode(`${short}:${tag}`))}`;
  const present = images[`${SAME[short] ?? short}:latest`];
  if (present !== undefined) return { ...present, id, repository, tag };
  const known = KNOWN[SAME[short] ?? short] ?? KNOWN[bitnami(short)];
  if (known === undefined) return null;
  const { http = [], tcp = [], udp = [], page, cmd, open } = known;
  const listens = [...http.map((port) => `http ${port}\n`), ...tcp.map((port) => `tcp ${port}\n`)].join('');
  return {
    id,
    repository,
    tag,
    entrypoint: ['docker-entrypoint.sh'],
    cmd: cmd.split(' '),
    exposed: [...[...http, ...tcp].map((port) => `${port}/tcp`), ...udp.map((port) => `${port}/udp`)],
    files: { [LISTENS]: open === true ? '' : listens, '/www/index.html': `${page ?? repository}\n` },
  };
}

/** Bitnami and LinuxServer repackage images under their own names. */
function bitnami(repository: string): string {
  return /^(?:bitnami|bitnamilegacy|linuxserver)\/(.+)$/.exec(repository)?.[1] ?? '';
}
