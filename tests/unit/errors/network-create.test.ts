/** docker network create: subnets, gateways, ranges, names, drivers and options that are refused: word for word as the engines of both profiles say it. */
import { errorTable, type Row } from './table';

const ROWS: readonly Row[] = [
  ['docker network create --subnet 10.5.0.0/16 lab'],
  [
    'docker network create --subnet 10.5.128.0/17 x',
    {
      '20.10': 'Error response from daemon: Pool overlaps with other one on this address space\n[exit 1]',
      '28': 'Error response from daemon: invalid pool request: Pool overlaps with other one on this address space\n[exit 1]',
    },
  ],
  [
    'docker network create --subnet foo x',
    {
      '20.10': 'Error response from daemon: Invalid subnet foo : invalid CIDR address: foo\n[exit 1]',
      '28': 'Error response from daemon: invalid network config:\ninvalid subnet foo: invalid CIDR block notation\n[exit 1]',
    },
  ],
  [
    'docker network create --subnet 10.31.0.0 x',
    {
      '20.10': 'Error response from daemon: Invalid subnet 10.31.0.0 : invalid CIDR address: 10.31.0.0\n[exit 1]',
      '28': 'Error response from daemon: invalid network config:\ninvalid subnet 10.31.0.0: invalid CIDR block notation\n[exit 1]',
    },
  ],
  [
    'docker network create --subnet 10.31.0.0/33 x',
    {
      '20.10': 'Error response from daemon: Invalid subnet 10.31.0.0/33 : invalid CIDR address: 10.31.0.0/33\n[exit 1]',
      '28': 'Error response from daemon: invalid network config:\ninvalid subnet 10.31.0.0/33: invalid CIDR block notation\n[exit 1]',
    },
  ],
  [
    'docker network create --subnet 10.6.0.7/24 hostbits',
    {
      '20.10': '<id64>',
      '28': 'Error response from daemon: invalid network config:\ninvalid subnet 10.6.0.7/24: it should be 10.6.0.0/24\n[exit 1]',
    },
  ],
  [
    'docker network create --subnet 10.9.0.0/24 --gateway 10.10.0.1 x',
    'no matching subnet for gateway 10.10.0.1\n[exit 1]',
  ],
  [
    'docker network create --subnet 10.9.0.0/24 --ip-range 10.10.0.0/25 x',
    'no matching subnet for range 10.10.0.0/25\n[exit 1]',
  ],
  [
    'docker network create --subnet 10.9.0.0/24 --ip-range 10.0.0.0/7 x',
    'no matching subnet for range 10.0.0.0/7\n[exit 1]',
  ],
  [
    'docker network create --gateway 10.9.0.1 x',
    'every ip-range or gateway must have a corresponding subnet\n[exit 1]',
  ],
  [
    'docker network create --ip-range 10.9.0.0/25 x',
    'every ip-range or gateway must have a corresponding subnet\n[exit 1]',
  ],
  ['docker network create --aux-address a=10.30.0.4 x', 'no matching subnet for aux-address 10.30.0.4\n[exit 1]'],
  [
    'docker network create --subnet 10.33.0.0/24 --gateway 10.33.0.0 x',
    'Error response from daemon: failed to allocate gateway (10.33.0.0): Address already in use\n[exit 1]',
  ],
  [
    'docker network create --subnet 10.34.0.0/24 --gateway 10.34.0.255 x',
    'Error response from daemon: failed to allocate gateway (10.34.0.255): Address already in use\n[exit 1]',
  ],
  [
    'docker network create --subnet 10.39.0.0/24 --gateway 10.39.0.1 --aux-address a=10.39.0.1 x',
    'Error response from daemon: failed to allocate secondary ip address (a:10.39.0.1): Address already in use\n[exit 1]',
  ],
  [
    'docker network create --subnet 10.35.0.0/24 --subnet 10.36.0.0/24 x',
    "Error response from daemon: bridge driver doesn't support multiple subnets\n[exit 1]",
  ],
  [
    'docker network create --subnet 10.37.0.0/24 --subnet 10.37.0.0/24 x',
    'multiple overlapping subnet configuration is not supported\n[exit 1]',
  ],
  ['docker network create lab', 'Error response from daemon: network with name lab already exists\n[exit 1]'],
  [
    'docker network create bridge',
    'Error response from daemon: operation is not permitted on predefined bridge network\n[exit 1]',
  ],
  [
    'docker network create host',
    'Error response from daemon: operation is not permitted on predefined host network\n[exit 1]',
  ],
  [
    'docker network create none',
    'Error response from daemon: operation is not permitted on predefined none network\n[exit 1]',
  ],
  [
    'docker network create default',
    'Error response from daemon: operation is not permitted on predefined default network\n[exit 1]',
  ],
  [
    'docker network create ""',
    {
      '20.10': 'Error response from daemon: network with name  already exists\n[exit 1]',
      '28': 'Error response from daemon: invalid name: name is empty\n[exit 1]',
    },
  ],
  ['docker network create -d foo x', 'Error response from daemon: plugin "foo" not found\n[exit 1]'],
  [
    'docker network create -d host x',
    'Error response from daemon: only one instance of "host" network is allowed\n[exit 1]',
  ],
  [
    'docker network create -d null x',
    'Error response from daemon: only one instance of "null" network is allowed\n[exit 1]',
  ],
  [
    'docker network create -d overlay x',
    'Error response from daemon: This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.\n[exit 1]',
  ],
  [
    'docker network create -o com.docker.network.bridge.name=averyveryverylongname x1',
    {
      '20.10':
        'Error response from daemon: failed to check bridge interface existence: numerical result out of range\n[exit 1]',
      '28': 'Error response from daemon: numerical result out of range\n[exit 1]',
    },
  ],
  [
    'docker network create -o com.docker.network.driver.mtu=abc x2',
    'Error response from daemon: failed to parse com.docker.network.driver.mtu value: abc (strconv.Atoi: parsing "abc": invalid syntax)\n[exit 1]',
  ],
  [
    'docker network create -o com.docker.network.bridge.enable_icc=maybe x3',
    'Error response from daemon: failed to parse com.docker.network.bridge.enable_icc value: maybe (strconv.ParseBool: parsing "maybe": invalid syntax)\n[exit 1]',
  ],
  ['docker network create -o foo=bar unknown-option'],
  [
    'docker network create --ipv4=false x4',
    { '20.10': '<id64>', '28': 'Error response from daemon: IPv4 or IPv6 must be enabled\n[exit 1]' },
  ],
  [
    'docker network create --subnet 10.40.0.0/31 x5',
    {
      '20.10':
        'Error response from daemon: failed to allocate gateway (): No available addresses on this pool\n[exit 1]',
      '28': '<id64>',
    },
  ],
  [
    'docker network create --subnet 10.41.0.0/32 x6',
    {
      '20.10':
        'Error response from daemon: failed to allocate gateway (): No available addresses on this pool\n[exit 1]',
      '28': '<id64>',
    },
  ],
  ['docker network create --subnet 10.42.0.0/30 tiny'],
  ['docker run -d --name t1 --network tiny alpine'],
  [
    'docker run -d --name t2 --network tiny alpine',
    {
      '20.10':
        "<id64>\ndocker: Error response from daemon: no available IPv4 addresses on this network's address pools: tiny (<id64>)\n\nRun 'docker run --help' for more information\n[exit 125]",
      '28': "<id64>\ndocker: Error response from daemon: failed to set up container networking: no available IPv4 addresses on this network's address pools: tiny (<id64>)\n\nRun 'docker run --help' for more information\n[exit 125]",
    },
  ],
  [
    'docker network create -d macvlan -o parent=nosuch x7',
    'Error response from daemon: invalid subinterface vlan name nosuch, example formatting is eth0.10\n[exit 1]',
  ],
  [
    'docker network create -d macvlan -o parent=eth0 -o macvlan_mode=foo x8',
    "Error response from daemon: requested macvlan mode 'foo' is not valid, 'bridge' mode is the macvlan driver default\n[exit 1]",
  ],
  ['docker network create -d macvlan --subnet 10.0.0.0/24 -o parent=eth0 mv'],
  [
    'docker network create',
    "docker: 'docker network create' requires 1 argument\n\nUsage:  docker network create [OPTIONS] NETWORK\n\nRun 'docker network create --help' for more information\n[exit 1]",
  ],
  [
    'docker network create a b',
    "docker: 'docker network create' requires 1 argument\n\nUsage:  docker network create [OPTIONS] NETWORK\n\nRun 'docker network create --help' for more information\n[exit 1]",
  ],
  [
    'docker network create --nosuch x',
    "unknown flag: --nosuch\n\nUsage:  docker network create [OPTIONS] NETWORK\n\nRun 'docker network create --help' for more information\n[exit 125]",
  ],
  [
    'docker network create --subnet',
    "flag needs an argument: --subnet\n\nUsage:  docker network create [OPTIONS] NETWORK\n\nRun 'docker network create --help' for more information\n[exit 125]",
  ],
  ['docker network create --gateway foo --subnet 10.43.0.0/24 x9', 'no matching subnet for gateway foo\n[exit 1]'],
  [
    'docker network create --opt x',
    "docker: 'docker network create' requires 1 argument\n\nUsage:  docker network create [OPTIONS] NETWORK\n\nRun 'docker network create --help' for more information\n[exit 1]",
  ],
  ['docker network create --label nosuch --internal --attachable labelled'],
  ["docker network ls --format '{{.Name}} {{.Driver}}'"],
  [
    'docker network create -o com.docker.network.bridge.name=docker0 x',
    {
      '20.10': '<id64>',
      '28': 'Error response from daemon: cannot create network <id64> (docker0): conflicts with network <id64> (docker0): networks have same bridge name\n[exit 1]',
    },
  ],
];

errorTable('docker network create: subnets, gateways, ranges, names, drivers and options that are refused', ROWS);
