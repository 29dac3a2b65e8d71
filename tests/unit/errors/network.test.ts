/** docker network: what connect, disconnect, rm, inspect and prune refuse: word for word as the engines of both profiles say it. */
import { errorTable, type Row } from './table';

const ROWS: readonly Row[] = [
  ['docker network create one'],
  ['docker network create two'],
  ['docker run -d --name c1 --network one alpine'],
  ['docker run -d --name h1 --network host alpine'],
  ['docker run -d --name n1 --network none alpine'],
  ['docker run -d --name m1 --network container:c1 alpine'],
  ['docker network rm nosuch', 'Error response from daemon: network nosuch not found\nexit status 1\n[exit 1]'],
  [
    'docker network rm bridge',
    'Error response from daemon: bridge is a pre-defined network and cannot be removed\nexit status 1\n[exit 1]',
  ],
  [
    'docker network rm host',
    'Error response from daemon: host is a pre-defined network and cannot be removed\nexit status 1\n[exit 1]',
  ],
  [
    'docker network rm one',
    {
      '20.10':
        'Error response from daemon: error while removing network: network one id <id64> has active endpoints\nexit status 1\n[exit 1]',
      '28': 'Error response from daemon: error while removing network: network one has active endpoints (name:"c1" id:"<id12>")\nexit status 1\n[exit 1]',
    },
  ],
  [
    'docker network rm nosuch two',
    'Error response from daemon: network nosuch not found\ntwo\nexit status 1\n[exit 1]',
  ],
  ['docker network create two'],
  [
    'docker network connect one c1',
    'Error response from daemon: endpoint with name c1 already exists in network one\n[exit 1]',
  ],
  ['docker network connect nosuch c1', 'Error response from daemon: network nosuch not found\n[exit 1]'],
  ['docker network connect one nosuch', 'Error response from daemon: No such container: nosuch\n[exit 1]'],
  [
    'docker network connect host c1',
    {
      '20.10':
        'Error response from daemon: container cannot be disconnected from host network or connected to host network\n[exit 1]',
      '28': 'Error response from daemon: cannot connect container to host network - container must be created in host network mode\n[exit 1]',
    },
  ],
  [
    'docker network connect none c1',
    'Error response from daemon: container cannot be connected to multiple networks with one of the networks in private (none) mode\n[exit 1]',
  ],
  [
    'docker network connect one n1',
    'Error response from daemon: container cannot be connected to multiple networks with one of the networks in private (none) mode\n[exit 1]',
  ],
  [
    'docker network connect one h1',
    'Error response from daemon: container sharing network namespace with another container or host cannot be connected to any other network\n[exit 1]',
  ],
  [
    'docker network connect one m1',
    'Error response from daemon: container sharing network namespace with another container or host cannot be connected to any other network\n[exit 1]',
  ],
  [
    'docker network connect --ip 172.19.0.50 two c1',
    {
      '20.10':
        'Error response from daemon: user specified IP address is supported only when connecting to networks with user configured subnets\n[exit 1]',
      '28': 'Error response from daemon: invalid endpoint settings:\nuser specified IP address is supported only when connecting to networks with user configured subnets\n[exit 1]',
    },
  ],
  [
    'docker network connect --ip foo two c1',
    {
      '20.10':
        'Error response from daemon: user specified IP address is supported only when connecting to networks with user configured subnets\n[exit 1]',
      '28': 'Error response from daemon: invalid endpoint settings:\n* invalid IPv4 address: foo\n* user specified IP address is supported only when connecting to networks with user configured subnets\n[exit 1]',
    },
  ],
  ['docker network connect bridge c1'],
  [
    'docker network connect --alias x bridge m1',
    'Error response from daemon: container sharing network namespace with another container or host cannot be connected to any other network\n[exit 1]',
  ],
  [
    'docker network connect one',
    "docker: 'docker network connect' requires 2 arguments\n\nUsage:  docker network connect [OPTIONS] NETWORK CONTAINER\n\nRun 'docker network connect --help' for more information\n[exit 1]",
  ],
  [
    'docker network connect',
    "docker: 'docker network connect' requires 2 arguments\n\nUsage:  docker network connect [OPTIONS] NETWORK CONTAINER\n\nRun 'docker network connect --help' for more information\n[exit 1]",
  ],
  [
    'docker network disconnect two c1',
    'Error response from daemon: container <id64> is not connected to network two\n[exit 1]',
  ],
  ['docker network disconnect nosuch c1', 'Error response from daemon: network nosuch not found\n[exit 1]'],
  ['docker network disconnect one nosuch', 'Error response from daemon: No such container: nosuch\n[exit 1]'],
  [
    'docker network disconnect host h1',
    {
      '20.10':
        'Error response from daemon: container cannot be disconnected from host network or connected to host network\n[exit 1]',
      '28': 'Error response from daemon: cannot disconnect container from host network - container was created in host network mode\n[exit 1]',
    },
  ],
  ['docker network disconnect none n1'],
  ['docker network disconnect -f one nosuch', 'Error response from daemon: endpoint nosuch not found\n[exit 1]'],
  [
    'docker network disconnect one',
    "docker: 'docker network disconnect' requires 2 arguments\n\nUsage:  docker network disconnect [OPTIONS] NETWORK CONTAINER\n\nRun 'docker network disconnect --help' for more information\n[exit 1]",
  ],
  ['docker network disconnect bridge c1'],
  ['docker network inspect nosuch', '[]\nError response from daemon: network nosuch not found\n[exit 1]'],
  [
    "docker network inspect -f '{{.Name}}' nosuch one",
    'one\nError response from daemon: network nosuch not found\n[exit 1]',
  ],
  [
    'docker network inspect',
    "docker: 'docker network inspect' requires at least 1 argument\n\nUsage:  docker network inspect [OPTIONS] NETWORK [NETWORK...]\n\nSee 'docker network inspect --help' for more information\n[exit 1]",
  ],
  ['docker network prune -f'],
  ['docker network prune -f'],
  ["docker network ls --format '{{.Name}}'"],
  [
    'docker network ls --filter foo=bar',
    {
      '20.10': "Error response from daemon: Invalid filter 'foo'\n[exit 1]",
      '28': "Error response from daemon: invalid filter 'foo'\n[exit 1]",
    },
  ],
  ["docker network ls --filter driver=null --format '{{.Name}}'"],
  ["docker network ls --filter type=custom --format '{{.Name}}'"],
  ["docker network ls --filter name=o --format '{{.Name}}'"],
  [
    'docker network ls extra',
    "docker: 'docker network ls' accepts no arguments\n\nUsage:  docker network ls [OPTIONS]\n\nRun 'docker network ls --help' for more information\n[exit 1]",
  ],
  [
    'docker network foo',
    "docker: unknown command: docker network foo\n\nUsage:  docker network\n\nRun 'docker network --help' for more information\n[exit 1]",
  ],
  ['docker network'],
  ['docker stop -t 0 c1'],
  ['docker network rm one'],
  [
    'docker start c1',
    {
      '20.10': 'Error response from daemon: network <id64> not found\nError: failed to start containers: c1\n[exit 1]',
      '28': 'Error response from daemon: failed to set up container networking: network <id64> not found\nError: failed to start containers: c1\n[exit 1]',
    },
  ],
  ['docker network connect bridge c1'],
];

errorTable('docker network: what connect, disconnect, rm, inspect and prune refuse', ROWS);
