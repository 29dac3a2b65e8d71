/** --ip: addresses that are refused, and where none may be given: word for word as the engines of both profiles say it. */
import { errorTable, type Row } from './table';

const ROWS: readonly Row[] = [
  ['docker network create auto'],
  ['docker network create --subnet 10.5.0.0/24 lab'],
  ['docker network create --subnet 10.6.0.0/24 --ip-range 10.6.0.128/25 ranged'],
  [
    'docker run -d --name a1 --ip 172.17.0.50 alpine',
    {
      '20.10':
        "<id64>\ndocker: Error response from daemon: user specified IP address is supported on user defined networks only\n\nRun 'docker run --help' for more information\n[exit 125]",
      '28': "docker: Error response from daemon: invalid config for network bridge: invalid endpoint settings:\n* user specified IP address is supported on user defined networks only\n* user specified IP address is supported only when connecting to networks with user configured subnets\n\nRun 'docker run --help' for more information\n[exit 125]",
    },
  ],
  [
    "docker inspect -f '{{.NetworkSettings.IPAddress}}' a1",
    { '20.10': '', '28': '\nError: No such object: a1\n[exit 1]' },
  ],
  [
    'docker run -d --name a2 --network bridge --ip 172.17.0.50 alpine',
    {
      '20.10':
        "<id64>\ndocker: Error response from daemon: user specified IP address is supported on user defined networks only\n\nRun 'docker run --help' for more information\n[exit 125]",
      '28': "docker: Error response from daemon: invalid config for network bridge: invalid endpoint settings:\n* user specified IP address is supported on user defined networks only\n* user specified IP address is supported only when connecting to networks with user configured subnets\n\nRun 'docker run --help' for more information\n[exit 125]",
    },
  ],
  [
    'docker run -d --name a3 --network host --ip 172.17.0.50 alpine',
    {
      '20.10':
        "<id64>\ndocker: Error response from daemon: user specified IP address is supported on user defined networks only\n\nRun 'docker run --help' for more information\n[exit 125]",
      '28': "docker: Error response from daemon: invalid config for network host: invalid endpoint settings:\n* user specified IP address is supported on user defined networks only\n* user specified IP address is supported only when connecting to networks with user configured subnets\n\nRun 'docker run --help' for more information\n[exit 125]",
    },
  ],
  [
    'docker run -d --name a4 --network none --ip 172.17.0.50 alpine',
    {
      '20.10':
        "<id64>\ndocker: Error response from daemon: user specified IP address is supported on user defined networks only\n\nRun 'docker run --help' for more information\n[exit 125]",
      '28': "docker: Error response from daemon: invalid config for network none: invalid endpoint settings:\n* user specified IP address is supported on user defined networks only\n* user specified IP address is supported only when connecting to networks with user configured subnets\n\nRun 'docker run --help' for more information\n[exit 125]",
    },
  ],
  [
    'docker run -d --name a5 --network auto --ip 172.18.0.50 alpine',
    {
      '20.10':
        "<id64>\ndocker: Error response from daemon: user specified IP address is supported only when connecting to networks with user configured subnets\n\nRun 'docker run --help' for more information\n[exit 125]",
      '28': "docker: Error response from daemon: invalid config for network auto: invalid endpoint settings:\nuser specified IP address is supported only when connecting to networks with user configured subnets\n\nRun 'docker run --help' for more information\n[exit 125]",
    },
  ],
  ['docker run -d --name b1 --network lab --ip 10.5.0.50 alpine'],
  [
    'docker run -d --name b2 --network lab --ip 10.99.0.1 alpine',
    {
      '20.10':
        "<id64>\ndocker: Error response from daemon: Invalid address 10.99.0.1: It does not belong to any of this network's subnets\n\nRun 'docker run --help' for more information\n[exit 125]",
      '28': "docker: Error response from daemon: invalid config for network lab: invalid endpoint settings:\nno configured subnet or ip-range contain the IP address 10.99.0.1\n\nRun 'docker run --help' for more information\n[exit 125]",
    },
  ],
  [
    'docker run -d --name b3 --network lab --ip 10.5.0.50 alpine',
    {
      '20.10':
        "<id64>\ndocker: Error response from daemon: Address already in use\n\nRun 'docker run --help' for more information\n[exit 125]",
      '28': "<id64>\ndocker: Error response from daemon: failed to set up container networking: Address already in use\n\nRun 'docker run --help' for more information\n[exit 125]",
    },
  ],
  [
    'docker run -d --name b4 --network lab --ip 10.5.0.1 alpine',
    {
      '20.10':
        "<id64>\ndocker: Error response from daemon: Address already in use\n\nRun 'docker run --help' for more information\n[exit 125]",
      '28': "<id64>\ndocker: Error response from daemon: failed to set up container networking: Address already in use\n\nRun 'docker run --help' for more information\n[exit 125]",
    },
  ],
  [
    'docker run -d --name b5 --network lab --ip 10.5.0.0 alpine',
    {
      '20.10':
        "<id64>\ndocker: Error response from daemon: Address already in use\n\nRun 'docker run --help' for more information\n[exit 125]",
      '28': "<id64>\ndocker: Error response from daemon: failed to set up container networking: Address already in use\n\nRun 'docker run --help' for more information\n[exit 125]",
    },
  ],
  [
    'docker run -d --name b6 --network lab --ip 10.5.0.255 alpine',
    {
      '20.10':
        "<id64>\ndocker: Error response from daemon: Address already in use\n\nRun 'docker run --help' for more information\n[exit 125]",
      '28': "<id64>\ndocker: Error response from daemon: failed to set up container networking: Address already in use\n\nRun 'docker run --help' for more information\n[exit 125]",
    },
  ],
  [
    'docker run -d --name b7 --network lab --ip foo alpine',
    {
      '20.10':
        "docker: Error response from daemon: invalid IPv4 address: foo\n\nRun 'docker run --help' for more information\n[exit 125]",
      '28': "docker: Error response from daemon: invalid config for network lab: invalid endpoint settings:\n* invalid IPv4 address: foo\n* no configured subnet or ip-range contain the IP address foo\n\nRun 'docker run --help' for more information\n[exit 125]",
    },
  ],
  [
    'docker run -d --name b8 --network lab --ip 10.5.0 alpine',
    {
      '20.10':
        "docker: Error response from daemon: invalid IPv4 address: 10.5.0\n\nRun 'docker run --help' for more information\n[exit 125]",
      '28': "docker: Error response from daemon: invalid config for network lab: invalid endpoint settings:\n* invalid IPv4 address: 10.5.0\n* no configured subnet or ip-range contain the IP address 10.5.0\n\nRun 'docker run --help' for more information\n[exit 125]",
    },
  ],
  ['docker run -d --name c1 --network ranged --ip 10.6.0.7 alpine'],
  ['docker run -d --name c2 --network ranged alpine'],
  ["docker inspect -f '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}' c1 c2"],
  ['docker network connect --ip 10.5.0.60 lab c1'],
  ['docker network connect --ip 10.5.0.50 lab c2', 'Error response from daemon: Address already in use\n[exit 1]'],
  [
    'docker network connect --ip 10.99.0.1 lab c2',
    {
      '20.10':
        "Error response from daemon: Invalid address 10.99.0.1: It does not belong to any of this network's subnets\n[exit 1]",
      '28': 'Error response from daemon: invalid endpoint settings:\nno configured subnet or ip-range contain the IP address 10.99.0.1\n[exit 1]',
    },
  ],
  [
    'docker network connect --ip 172.18.0.9 auto c2',
    {
      '20.10':
        'Error response from daemon: user specified IP address is supported only when connecting to networks with user configured subnets\n[exit 1]',
      '28': 'Error response from daemon: invalid endpoint settings:\nuser specified IP address is supported only when connecting to networks with user configured subnets\n[exit 1]',
    },
  ],
  ['docker stop -t 0 b1'],
  ['docker run -d --name d1 --network lab --ip 10.5.0.50 alpine'],
  [
    'docker start b1',
    {
      '20.10': 'Error response from daemon: Address already in use\nError: failed to start containers: b1\n[exit 1]',
      '28': 'Error response from daemon: failed to set up container networking: Address already in use\nError: failed to start containers: b1\n[exit 1]',
    },
  ],
  ["docker inspect -f '{{.State.Status}} {{.State.ExitCode}} {{.State.Error}}' b1"],
  ['docker rm -f d1'],
  ['docker start b1'],
  ["docker inspect -f '{{range .NetworkSettings.Networks}}{{.IPAddress}} {{.IPAMConfig.IPv4Address}}{{end}}' b1"],
];

errorTable('--ip: addresses that are refused, and where none may be given', ROWS);
