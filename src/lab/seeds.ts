/** The gallery: scenarios to begin with. Their titles are in the interface's catalogue, as `seed_ID`. */
import { COMPOSE_SEEDS } from './compose-seeds';

export interface Seed {
  readonly id: string;
  readonly lines: readonly string[];
  /** The engine runs in Docker Desktop's virtual machine. */
  readonly desktop?: boolean;
}

const TWO = ['docker run -d --name c1 alpine', 'docker run -d --name c2 alpine'];

export const SEEDS: readonly Seed[] = [
  { id: 'ping', lines: [...TWO, 'docker exec c1 ping -c 2 172.17.0.3'] },
  {
    id: 'names',
    lines: [
      'docker network create my-net',
      'docker run -d --name c1 --network my-net alpine',
      'docker run -d --name c2 --network my-net alpine',
      'docker exec c1 ping -c 1 c2',
    ],
  },
  {
    id: 'two_networks',
    lines: [
      'docker network create red',
      'docker network create blue',
      'docker run -d --name r1 --network red alpine',
      'docker run -d --name b1 --network blue alpine',
      'docker exec r1 ping -c 1 -W 1 172.19.0.2',
    ],
  },
  {
    id: 'multi_homed',
    lines: [
      'docker network create front',
      'docker network create back',
      'docker run -d --name web --network front nginx',
      'docker run -d --name db --network back redis',
      'docker network connect back web',
      'docker exec web ping -c 1 db',
      'docker exec web ip route',
    ],
  },
  {
    id: 'internet',
    lines: [
      'docker run -d --name c1 alpine',
      'docker exec c1 ping -c 1 203.0.113.80',
      'docker exec c1 curl -s http://203.0.113.80/',
    ],
  },
  { id: 'published', lines: ['docker run -d --name web -p 8080:80 nginx', '@laptop curl -s http://10.0.0.10:8080/'] },
  {
    id: 'host_internal',
    lines: [
      'python3 -m http.server 5000 --directory /srv &',
      'docker run -d --name app --add-host host.docker.internal:host-gateway alpine',
      'docker exec app curl -s -o /dev/null -w "%{http_code}\\n" http://host.docker.internal:5000/',
    ],
  },
  {
    id: 'desktop',
    lines: [
      'python3 -m http.server 5000 --bind 127.0.0.1 &',
      'docker run -d --name app -p 8080:80 nginx',
      'docker exec app curl -s -o /dev/null -w "%{http_code}\\n" http://host.docker.internal:5000/',
      'curl -s http://localhost:8080/',
    ],
    desktop: true,
  },
  {
    id: 'mern_host',
    lines: [
      'docker run -d --name mongodb -p 27017:27017 mongo',
      'docker run -d --name goals-backend --add-host host.docker.internal:host-gateway -p 80:80 goals-node',
      'docker run -d --name goals-frontend -p 3000:3000 goals-react',
      'docker exec goals-backend nc -zv host.docker.internal 27017',
      '@laptop curl -s http://10.0.0.10:3000/',
      '@laptop curl -s http://10.0.0.10/goals',
    ],
  },
  {
    id: 'mern_network',
    lines: [
      'docker network create goals-net',
      'docker run -d --name mongodb --network goals-net mongo',
      'docker run -d --name goals-backend --network goals-net -p 80:80 goals-node',
      'docker run -d --name goals-frontend -p 3000:3000 goals-react',
      'docker exec goals-backend nc -zv mongodb 27017',
      '@laptop curl -s http://10.0.0.10:3000/',
    ],
  },
  {
    id: 'none',
    lines: [
      'docker run -d --name alone --network none alpine',
      'docker exec alone ip addr',
      'docker exec alone ping -c 1 172.17.0.1',
    ],
  },
  { id: 'host', lines: ['docker run -d --name web --network host nginx', '@laptop curl -s http://10.0.0.10/'] },
  {
    id: 'macvlan',
    lines: [
      'docker network create -d macvlan --subnet 10.0.0.0/24 --gateway 10.0.0.1 -o parent=eth0 lan',
      'docker run -d --name m1 --network lan --ip 10.0.0.100 alpine',
      '@laptop ping -c 1 10.0.0.100',
      'ping -c 1 -W 1 10.0.0.100',
    ],
  },
  {
    id: 'ipvlan',
    lines: [
      'docker network create -d ipvlan -o parent=eth0 -o ipvlan_mode=l3 --subnet 10.7.0.0/24 --subnet 10.8.0.0/24 deep',
      'docker run -d --name c1 --network deep --ip 10.7.0.2 alpine',
      'docker run -d --name c2 --network deep --ip 10.8.0.2 alpine',
      'docker exec c1 ip route',
      'docker exec c1 ping -c 1 10.8.0.2',
      'docker exec c1 ping -c 1 -W 1 10.0.0.20',
      '@laptop ip route add 10.7.0.0/24 via 10.0.0.10',
      'docker exec c1 ping -c 1 10.0.0.20',
    ],
  },
  {
    id: 'vlan',
    lines: [
      'docker network create -d macvlan -o parent=eth0.10 --subnet 192.168.10.0/24 ten',
      'docker network create -d macvlan -o parent=eth0.20 --subnet 192.168.20.0/24 twenty',
      'docker run -d --name c1 --network ten --ip 192.168.10.2 alpine',
      'docker run -d --name c2 --network twenty --ip 192.168.20.2 alpine',
      '@laptop ip link add link eth0 name eth0.10 type vlan id 10',
      '@laptop ip addr add 192.168.10.9/24 dev eth0.10',
      '@laptop ip link set eth0.10 up',
      'docker exec c1 ping -c 1 192.168.10.9',
      'docker exec c2 ping -c 1 -W 1 192.168.10.9',
      'ip -d link show eth0.10',
    ],
  },
  {
    id: 'service',
    lines: [
      'docker swarm init --advertise-addr 10.0.0.10 --default-addr-pool 10.20.0.0/16',
      '@host2 docker swarm join --token $WORKER_TOKEN 10.0.0.10:2377',
      'docker network create -d overlay --attachable mesh',
      'docker service create -d --no-resolve-image --name web --replicas 3 --network mesh --publish 8080:80 nginx',
      'sleep 4',
      'docker service ps web',
      'docker run -d --name client --network mesh alpine',
      'docker exec client dig +short web',
      'docker exec client dig +short tasks.web',
      'docker exec client curl -s http://web/',
      'docker exec client curl -s http://web/',
      '@laptop curl -s http://10.0.0.10:8080/',
      '@laptop curl -s http://10.0.0.11:8080/',
    ],
  },
  {
    id: 'internal',
    lines: [
      'docker network create --internal vault',
      'docker run -d --name c1 --network vault alpine',
      'docker run -d --name c2 --network vault alpine',
      'docker exec c1 ping -c 1 c2',
      'docker exec c1 ping -c 1 -W 1 203.0.113.80',
    ],
  },
  {
    id: 'overlay',
    lines: [
      'docker swarm init --advertise-addr 10.0.0.10',
      '@host2 docker swarm join --token $WORKER_TOKEN 10.0.0.10:2377',
      'docker network create -d overlay --attachable mesh',
      'docker run -d --name east --network mesh alpine',
      '@host2 docker run -d --name west --network mesh nginx',
      'docker exec east ping -c 1 west',
      'docker exec east curl -s http://west/',
    ],
  },
  ...COMPOSE_SEEDS,
];
