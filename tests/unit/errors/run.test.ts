/** docker run: networks, names, ports, images, commands and options that are refused: word for word as the engines of both profiles say it. */
import { errorTable, type Row } from './table';

const ROWS: readonly Row[] = [
  ['docker network create one'],
  ['docker run -d --name c1 --network one nginx'],
  [
    'docker run -d --name x1 --network nosuch alpine',
    {
      '20.10':
        "<id64>\ndocker: Error response from daemon: network nosuch not found\n\nRun 'docker run --help' for more information\n[exit 125]",
      '28': "<id64>\ndocker: Error response from daemon: failed to set up container networking: network nosuch not found\n\nRun 'docker run --help' for more information\n[exit 125]",
    },
  ],
  [
    'docker run -d --name c1 alpine',
    'docker: Error response from daemon: Conflict. The container name "/c1" is already in use by container "<id64>". You have to remove (or rename) that container to be able to reuse that name.\n\nRun \'docker run --help\' for more information\n[exit 125]',
  ],
  [
    'docker run -d --name c1 --network nosuch alpine',
    'docker: Error response from daemon: Conflict. The container name "/c1" is already in use by container "<id64>". You have to remove (or rename) that container to be able to reuse that name.\n\nRun \'docker run --help\' for more information\n[exit 125]',
  ],
  ['docker run -d --name x2 -p 8080:80 nginx'],
  [
    'docker run -d --name x3 -p 8080:80 nginx',
    {
      '20.10':
        "<id64>\ndocker: Error response from daemon: driver failed programming external connectivity on endpoint x3 (<id64>): Bind for 0.0.0.0:8080 failed: port is already allocated\n\nRun 'docker run --help' for more information\n[exit 125]",
      '28': "<id64>\ndocker: Error response from daemon: failed to set up container networking: driver failed programming external connectivity on endpoint x3 (<id64>): Bind for 0.0.0.0:8080 failed: port is already allocated\n\nRun 'docker run --help' for more information\n[exit 125]",
    },
  ],
  [
    'docker run -d --name x4 -p 1.2.3.4:8085:80 nginx',
    {
      '20.10':
        "<id64>\ndocker: Error response from daemon: driver failed programming external connectivity on endpoint x4 (<id64>): Error starting userland proxy: listen tcp4 1.2.3.4:8085: bind: cannot assign requested address\n\nRun 'docker run --help' for more information\n[exit 125]",
      '28': "<id64>\ndocker: Error response from daemon: failed to set up container networking: driver failed programming external connectivity on endpoint x4 (<id64>): failed to bind host port for 1.2.3.4:8085:172.17.0.3:80/tcp: cannot assign requested address\n\nRun 'docker run --help' for more information\n[exit 125]",
    },
  ],
  [
    'docker run -d --name x5 --network host -p 8081:80 nginx',
    'WARNING: Published ports are discarded when using host network mode\n<id64>',
  ],
  ['docker run -d --name x6 --network none -p 8082:80 nginx'],
  [
    'docker run -d --name x7 --network container:c1 -p 80:80 alpine',
    "docker: Error response from daemon: conflicting options: port publishing and the container type network mode\n\nRun 'docker run --help' for more information\n[exit 125]",
  ],
  [
    'docker run -d --name x7 --network container:c1 --expose 80 alpine',
    "docker: Error response from daemon: conflicting options: port exposing and the container type network mode\n\nRun 'docker run --help' for more information\n[exit 125]",
  ],
  [
    'docker run -d --name x7 --network container:c1 --hostname h alpine',
    "docker: Error response from daemon: conflicting options: hostname and the network mode\n\nRun 'docker run --help' for more information\n[exit 125]",
  ],
  [
    'docker run -d --name x7 --network container:c1 --dns 1.1.1.1 alpine',
    "docker: Error response from daemon: conflicting options: dns and the network mode\n\nRun 'docker run --help' for more information\n[exit 125]",
  ],
  [
    'docker run -d --name x7 --network container:c1 --add-host a:1.2.3.4 alpine',
    "docker: Error response from daemon: conflicting options: custom host-to-IP mapping and the network mode\n\nRun 'docker run --help' for more information\n[exit 125]",
  ],
  [
    'docker run -d --name x7 --network container:c1 --mac-address 02:42:ac:11:00:99 alpine',
    {
      '20.10':
        'docker: "specify mac-address per network" requires API version 1.44, but the Docker daemon API version is 1.41\n\nRun \'docker run --help\' for more information\n[exit 125]',
      '28': '<id64>',
    },
  ],
  [
    'docker run -d --name x8 --network container: alpine',
    {
      '20.10':
        "docker: Error response from daemon: Invalid network mode: invalid container format container:<name|id>\n\nRun 'docker run --help' for more information\n[exit 125]",
      '28': "docker: Error response from daemon: invalid network mode: invalid container format container:<name|id>\n\nRun 'docker run --help' for more information\n[exit 125]",
    },
  ],
  [
    'docker run -d --name x8 --network container:nosuch alpine',
    {
      '20.10':
        "<id64>\ndocker: Error response from daemon: No such container: nosuch\n\nRun 'docker run --help' for more information\n[exit 125]",
      '28': "<id64>\ndocker: Error response from daemon: joining network namespace of container: No such container: nosuch\n\nRun 'docker run --help' for more information\n[exit 125]",
    },
  ],
  [
    'docker run -d --name x9 --network-alias x alpine',
    "docker: network-scoped aliases are only supported for user-defined networks\n\nRun 'docker run --help' for more information\n[exit 125]",
  ],
  [
    'docker run -d --name x9 --network bridge --network-alias x alpine',
    "docker: network-scoped aliases are only supported for user-defined networks\n\nRun 'docker run --help' for more information\n[exit 125]",
  ],
  [
    'docker run -d --name y1 --network one --network bridge alpine',
    "docker: conflicting options: cannot attach both user-defined and non-user-defined network-modes\n\nRun 'docker run --help' for more information\n[exit 125]",
  ],
  [
    'docker run -d --name y2 --link nosuch:x alpine',
    "docker: Error response from daemon: could not get container for nosuch: No such container: nosuch\n\nRun 'docker run --help' for more information\n[exit 125]",
  ],
  [
    'docker run -d --name y3 -p foo alpine',
    "docker: invalid containerPort: foo\n\nRun 'docker run --help' for more information\n[exit 125]",
  ],
  [
    'docker run -d --name y3 -p 99999:80 alpine',
    "docker: invalid hostPort: 99999\n\nRun 'docker run --help' for more information\n[exit 125]",
  ],
  [
    'docker run -d --name y3 -p 80:80/foo alpine',
    "docker: invalid proto: foo\n\nRun 'docker run --help' for more information\n[exit 125]",
  ],
  [
    'docker run -d --name y3 -p 999.2.3.4:80:80 alpine',
    "docker: invalid IP address: 999.2.3.4\n\nRun 'docker run --help' for more information\n[exit 125]",
  ],
  [
    'docker run -d --name y3 -p "" alpine',
    "docker: no port specified: <empty>\n\nRun 'docker run --help' for more information\n[exit 125]",
  ],
  [
    'docker run -d --name y3 -p 80-81:8085-8087 alpine',
    "docker: invalid ranges specified for container and host Ports: 8085-8087 and 80-81\n\nRun 'docker run --help' for more information\n[exit 125]",
  ],
  ['docker run -d --name y3 -p 8000-8003:80 alpine'],
  [
    'docker run --rm --name y4 alpine nosuchcmd',
    {
      '20.10':
        'docker: Error response from daemon: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "nosuchcmd": executable file not found in $PATH: unknown\n\nRun \'docker run --help\' for more information\n[exit 127]',
      '28': 'docker: Error response from daemon: failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: "nosuchcmd": executable file not found in $PATH\n\nRun \'docker run --help\' for more information\n[exit 127]',
    },
  ],
  [
    'docker run --rm --name y4 alpine /etc',
    {
      '20.10':
        'docker: Error response from daemon: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "/etc": permission denied: unknown\n\nRun \'docker run --help\' for more information\n[exit 126]',
      '28': 'docker: Error response from daemon: failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: "/etc": is a directory: permission denied\n\nRun \'docker run --help\' for more information\n[exit 126]',
    },
  ],
  ['docker run --rm --name y4 alpine false', '[exit 1]'],
  ['docker run --rm --name y4 alpine echo hello'],
  ["docker run --rm --name y4 alpine sh -c 'exit 7'", '[exit 7]'],
  ['docker run -it --rm alpine echo hi', 'the input device is not a TTY\n[exit 1]'],
  [
    'docker run -d --name z alpine',
    "docker: Error response from daemon: Invalid container name (z), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed\n\nRun 'docker run --help' for more information\n[exit 125]",
  ],
  [
    'docker run -d --name a/b alpine',
    "docker: Error response from daemon: Invalid container name (a/b), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed\n\nRun 'docker run --help' for more information\n[exit 125]",
  ],
  [
    'docker run -d --name -x alpine',
    "docker: Error response from daemon: Invalid container name (-x), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed\n\nRun 'docker run --help' for more information\n[exit 125]",
  ],
  [
    'docker run -d --name _x alpine',
    "docker: Error response from daemon: Invalid container name (_x), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed\n\nRun 'docker run --help' for more information\n[exit 125]",
  ],
  [
    'docker run',
    "docker: 'docker run' requires at least 1 argument\n\nUsage:  docker run [OPTIONS] IMAGE [COMMAND] [ARG...]\n\nSee 'docker run --help' for more information\n[exit 1]",
  ],
  [
    'docker run -d',
    "docker: 'docker run' requires at least 1 argument\n\nUsage:  docker run [OPTIONS] IMAGE [COMMAND] [ARG...]\n\nSee 'docker run --help' for more information\n[exit 1]",
  ],
  [
    'docker run --nosuch alpine',
    "unknown flag: --nosuch\n\nUsage:  docker run [OPTIONS] IMAGE [COMMAND] [ARG...]\n\nRun 'docker run --help' for more information\n[exit 125]",
  ],
  [
    'docker run -z alpine',
    "unknown shorthand flag: 'z' in -z\n\nUsage:  docker run [OPTIONS] IMAGE [COMMAND] [ARG...]\n\nRun 'docker run --help' for more information\n[exit 125]",
  ],
  [
    'docker run -d --dns foo alpine',
    'invalid argument "foo" for "--dns" flag: IP address is not correctly formatted: foo\n\nUsage:  docker run [OPTIONS] IMAGE [COMMAND] [ARG...]\n\nRun \'docker run --help\' for more information\n[exit 125]',
  ],
  [
    'docker run -d --add-host foo alpine',
    'invalid argument "foo" for "--add-host" flag: bad format for add-host: "foo"\n\nUsage:  docker run [OPTIONS] IMAGE [COMMAND] [ARG...]\n\nRun \'docker run --help\' for more information\n[exit 125]',
  ],
  [
    'docker run -d --add-host foo:bar alpine',
    'invalid argument "foo:bar" for "--add-host" flag: invalid IP address in add-host: "bar"\n\nUsage:  docker run [OPTIONS] IMAGE [COMMAND] [ARG...]\n\nRun \'docker run --help\' for more information\n[exit 125]',
  ],
  ['docker run -d --add-host foo=1.2.3.4 --name y5 alpine'],
  [
    'docker run -d --mac-address foo --name y6 alpine',
    "docker: foo is not a valid mac address\n\nRun 'docker run --help' for more information\n[exit 125]",
  ],
  [
    'docker run -d --mac-address 01:00:5e:00:00:01 --name y7 alpine',
    {
      '20.10':
        'docker: "specify mac-address per network" requires API version 1.44, but the Docker daemon API version is 1.41\n\nRun \'docker run --help\' for more information\n[exit 125]',
      '28': '<id64>\ndocker: Error response from daemon: failed to set up container networking: failed to add interface veth# to sandbox: error setting interface "veth#" MAC to "01:00:5e:00:00:01": cannot assign requested address\n\nRun \'docker run --help\' for more information\n[exit 125]',
    },
  ],
  [
    'docker run -d --restart sometimes alpine',
    {
      '20.10':
        "docker: Error response from daemon: invalid restart policy 'sometimes'\n\nRun 'docker run --help' for more information\n[exit 125]",
      '28': "docker: Error response from daemon: invalid restart policy: unknown policy 'sometimes'; use one of 'no', 'always', 'on-failure', or 'unless-stopped'\n\nRun 'docker run --help' for more information\n[exit 125]",
    },
  ],
  [
    'docker run -d --restart always --rm alpine',
    "docker: conflicting options: cannot specify both --restart and --rm\n\nRun 'docker run --help' for more information\n[exit 125]",
  ],
  ['docker run -d -e A=1 -e B -h web --name y8 alpine'],
  ['docker exec y8 hostname'],
  [
    'docker run -d --name y9 --expose foo alpine',
    'docker: invalid range format for --expose: foo, error: strconv.ParseUint: parsing "foo": invalid syntax\n\nRun \'docker run --help\' for more information\n[exit 125]',
  ],
  [
    'docker run -d --name y9 --ip foo --network one alpine',
    {
      '20.10':
        "docker: Error response from daemon: invalid IPv4 address: foo\n\nRun 'docker run --help' for more information\n[exit 125]",
      '28': "docker: Error response from daemon: invalid config for network one: invalid endpoint settings:\n* invalid IPv4 address: foo\n* user specified IP address is supported only when connecting to networks with user configured subnets\n\nRun 'docker run --help' for more information\n[exit 125]",
    },
  ],
  ["docker ps -a --format '{{.Names}} {{.Status}}' | grep -v Up | sort"],
];

errorTable('docker run: networks, names, ports, images, commands and options that are refused', ROWS);
