/** The long form of `--network`, and the options of an endpoint: word for word as the engines of both profiles say it. */
import { errorTable, type Row } from './table';

const RUN = "\n\nRun 'docker run --help' for more information\n[exit 125]";
const USAGE = `\n\nUsage:  docker run [OPTIONS] IMAGE [COMMAND] [ARG...]${RUN}`;
const run = (network: string) => `docker run -d --network ${network} alpine`;
const bad = (value: string, reason: string): Row => [
  run(value),
  `invalid argument "${value}" for "--network" flag: ${reason}${USAGE}`,
];

const IF_NAME = 'driver-opt=com.docker.network.endpoint.ifname';
const SYSCTLS = 'driver-opt=com.docker.network.endpoint.sysctls';
const NOT_ADDED =
  '<id64>\ndocker: Error response from daemon: failed to set up container networking: failed to add interface veth# to sandbox';
const REFUSED = 'invalid endpoint settings:\n';

const ROWS: readonly Row[] = [
  ['docker network create --subnet 10.5.0.0/24 red'],
  ['docker network create --subnet 10.6.0.0/24 blue'],
  ['docker run -d --name one --network name=red,alias=A,gw-priority=5 alpine'],
  [
    "docker inspect -f '{{json .NetworkSettings.Networks.red.DriverOpts}} {{index .NetworkSettings.Networks.red.Aliases 0}}' one",
    'null a',
  ],
  bad('name=red,foo=bar', 'invalid field key foo'),
  bad('name=red,constructor=bar', 'invalid field key constructor'),
  bad('name=red,foo', 'invalid field foo'),
  bad('alias=a,ip=10.5.0.9', 'network name/id is not specified'),
  bad('name=red,driver-opt=foo', 'invalid key value pair format in driver options'),
  bad('name=red,gw-priority=high', 'invalid gw-priority (high): invalid syntax'),
  bad('name=red,gw-priority=9223372036854775808', 'invalid gw-priority (9223372036854775808): value out of range'),
  [run('name=red,mac-address=foo'), `docker: foo is not a valid mac address${RUN}`],
  [run("''"), `docker: no name set for network${RUN}`],
  [run('red --network red'), `docker: network "red" is specified multiple times${RUN}`],
  [
    run('red --network bridge'),
    `docker: conflicting options: cannot attach both user-defined and non-user-defined network-modes${RUN}`,
  ],
  [run('name=host,alias=a'), `docker: network-scoped aliases are only supported for user-defined networks${RUN}`],
  [
    run('name=red,ip=10.5.0.20 --ip 10.5.0.21'),
    `docker: conflicting options: cannot specify both --ip and per-network IPv4 address${RUN}`,
  ],
  [
    run('name=red,alias=a --network-alias b'),
    `docker: conflicting options: cannot specify both --network-alias and per-network alias${RUN}`,
  ],
  [
    run('container:one --ip 10.5.0.9'),
    {
      '20.10': '<id64>',
      '28': `docker: Error response from daemon: invalid config for network container:one: ${REFUSED}user specified IP address is supported on user defined networks only${RUN}`,
    },
  ],
  [
    run(`name=red,ip=foo,${SYSCTLS}=net.ipv4.conf.eth0.rp_filter=1`),
    {
      '20.10': `docker: Error response from daemon: invalid IPv4 address: foo${RUN}`,
      '28': `docker: Error response from daemon: invalid config for network red: ${REFUSED}* invalid IPv4 address: foo\n* no configured subnet or ip-range contain the IP address foo\n* unrecognised network interface sysctl 'net.ipv4.conf.eth0.rp_filter=1'; represent 'net.X.Y.ethN.Z=V' as 'net.X.Y.IFNAME.Z=V', 'X' must be 'ipv4', 'ipv6' or 'mpls'${RUN}`,
    },
  ],
  [
    run(`name=red,${SYSCTLS}=net.ipv4.conf.IFNAME.nosuch=1`),
    { '20.10': '<id64>', '28': `${NOT_ADDED}: /proc/sys/net/ipv4/conf/eth0/nosuch is not a sysctl file${RUN}` },
  ],
  [
    run(`name=red,${SYSCTLS}=net.ipv4.conf.IFNAME.a.b=1`),
    {
      '20.10': '<id64>',
      '28': `${NOT_ADDED}: expected sysctl 'net.ipv4.conf.ifname.a.b=1' to have format net.X.Y.IFNAME.Z${RUN}`,
    },
  ],
  [
    run(`name=red,${IF_NAME}=averyveryverylongname0`),
    {
      '20.10': '<id64>',
      '28': `${NOT_ADDED}: error renaming interface "veth#" to "averyveryverylongname0": numerical result out of range${RUN}`,
    },
  ],
  [`docker run -d --name two --network name=red,${IF_NAME}=Wan0 alpine`],
  [
    'docker network connect --driver-opt com.docker.network.endpoint.ifname=wan0 blue two',
    {
      '20.10': '',
      '28': 'Error response from daemon: failed to add interface veth# to sandbox: error renaming interface "veth#" to "wan0": file exists\n[exit 1]',
    },
  ],
  [
    'docker network connect --driver-opt com.docker.network.endpoint.ifname=a/b blue one',
    {
      '20.10': '',
      '28': 'Error response from daemon: failed to add interface veth# to sandbox: error renaming interface "veth#" to "a/b": invalid argument\n[exit 1]',
    },
  ],
  ['docker network connect --driver-opt foo blue two', 'invalid key/value pair format in driver options\n[exit 1]'],
];

errorTable('--network', ROWS);
