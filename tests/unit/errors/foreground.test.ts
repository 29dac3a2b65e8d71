/** docker run in the foreground: exit codes, users, directories, variables and values that are refused: word for word as the engines of both profiles say it. */
import { errorTable, type Row } from './table';

const ROWS: readonly Row[] = [
  ['docker run alpine true'],
  ["docker run --rm alpine sh -c 'kill -9 $$'"],
  ["docker run --rm alpine sh -c 'kill -TERM $$'"],
  ["docker run --rm alpine sh -c 'exit 255'", '[exit 255]'],
  ['docker run --rm alpine ls /nosuch', 'ls: /nosuch: No such file or directory\n[exit 1]'],
  ['docker run --rm alpine cat /etc/hostname | wc -c'],
  [
    'docker run --rm --name n1 alpine ./x',
    {
      '20.10':
        'docker: Error response from daemon: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "./x": stat ./x: no such file or directory: unknown\n\nRun \'docker run --help\' for more information\n[exit 127]',
      '28': 'docker: Error response from daemon: failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: "./x": stat ./x: no such file or directory\n\nRun \'docker run --help\' for more information\n[exit 127]',
    },
  ],
  [
    'docker run --rm --name n1 alpine /nosuch/x',
    {
      '20.10':
        'docker: Error response from daemon: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "/nosuch/x": stat /nosuch/x: no such file or directory: unknown\n\nRun \'docker run --help\' for more information\n[exit 127]',
      '28': 'docker: Error response from daemon: failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: "/nosuch/x": stat /nosuch/x: no such file or directory\n\nRun \'docker run --help\' for more information\n[exit 127]',
    },
  ],
  [
    'docker run --rm --name n1 alpine ""',
    {
      '20.10':
        'docker: Error response from daemon: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "": executable file not found in $PATH: unknown\n\nRun \'docker run --help\' for more information\n[exit 127]',
      '28': 'docker: Error response from daemon: failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: "": executable file not found in $PATH\n\nRun \'docker run --help\' for more information\n[exit 127]',
    },
  ],
  [
    'docker run --rm --entrypoint nosuch alpine',
    {
      '20.10':
        'docker: Error response from daemon: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "nosuch": executable file not found in $PATH: unknown\n\nRun \'docker run --help\' for more information\n[exit 127]',
      '28': 'docker: Error response from daemon: failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: "nosuch": executable file not found in $PATH\n\nRun \'docker run --help\' for more information\n[exit 127]',
    },
  ],
  ["docker run --rm --entrypoint /bin/sh alpine -c 'echo $0 $1' a b", 'a b'],
  ['docker run --rm --entrypoint cat alpine /etc/hostname | wc -l'],
  ['docker run --rm -e FOO=bar alpine env | grep FOO', 'FOO=bar'],
  ['docker run --rm -e FOO= alpine sh -c \'echo "[$FOO]"\'', '[]'],
  [
    'docker run --rm -e =x alpine true',
    'invalid argument "=x" for "-e, --env" flag: invalid environment variable: =x\n\nUsage:  docker run [OPTIONS] IMAGE [COMMAND] [ARG...]\n\nRun \'docker run --help\' for more information\n[exit 125]',
  ],
  ['docker run --rm -e FOO alpine sh -c \'echo "[$FOO]"\'', '[]'],
  [
    'docker run --rm --env-file /nosuch alpine true',
    "docker: open /nosuch: no such file or directory\n\nRun 'docker run --help' for more information\n[exit 125]",
  ],
  ["docker run --rm --env FOO=1 --env FOO=2 alpine sh -c 'echo $FOO'", '2'],
  [
    "docker run --rm alpine sh -c 'echo $PATH; echo $HOME; pwd; whoami; id'",
    '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin\n/root\n/\nroot\nuid=0(root) gid=0(root) groups=0(root)',
  ],
  ['docker run --rm -w /new/dir alpine pwd', '/new/dir'],
  [
    'docker run --rm -w relative alpine pwd',
    "docker: Error response from daemon: the working directory 'relative' is invalid, it needs to be an absolute path\n\nRun 'docker run --help' for more information\n[exit 125]",
  ],
  ['docker run --rm -u 1000 alpine id', 'uid=1000 gid=0(root) groups=0(root)'],
  ['docker run --rm -u 1000:1000 alpine id -u', '1000'],
  ['docker run --rm -u root alpine id -un', 'root'],
  [
    'docker run --rm -u 99999999999 alpine id',
    "docker: Error response from daemon: uids and gids must be in range 0-2147483647\n\nRun 'docker run --help' for more information\n[exit 125]",
  ],
  ['docker run --rm --hostname box alpine hostname'],
  ["docker run --rm --hostname 'bad name' alpine hostname"],
  ['docker run --rm --hostname -x alpine hostname'],
  ['docker run --rm --domainname d.example --hostname box alpine cat /etc/hosts'],
  ['docker run --rm alpine echo out 2>/dev/null', 'out'],
  ["docker run --rm alpine sh -c 'echo err >&2' 2>/dev/null"],
  ['echo in | docker run --rm -i alpine cat', 'in'],
  ['echo in | docker run --rm alpine cat'],
  ['docker run --rm -t alpine tty', '/dev/pts/0'],
  ['docker run --rm alpine tty', 'not a tty\n[exit 1]'],
  ['docker run -d --rm --name rrx alpine sleep 0.1', '<id64>'],
  ['sleep 1'],
  ["docker ps -a --filter name=^r$ --format '{{.Names}}'"],
  ['docker run -d -it --name iix alpine', '<id64>'],
  [
    "docker inspect -f '{{.Config.Tty}} {{.Config.OpenStdin}} {{.Config.StdinOnce}} {{.Config.AttachStdin}} {{.Config.AttachStdout}}' iix",
    'true true false false false',
  ],
  ['docker exec iix tty'],
  ['docker exec -t iix tty'],
  ['docker exec -i iix echo x', 'x'],
  ['docker run --name ffx alpine false', '[exit 1]'],
  ["docker inspect -f '{{.State.ExitCode}} {{.Config.AttachStdout}} {{.Config.Cmd}}' ffx", '1 true [false]'],
  ['docker start ffx', 'ffx'],
  ['docker start -a ffx', '[exit 1]'],
  ['docker start -ai ffx', '[exit 1]'],
  ["docker inspect -f '{{.State.Status}} {{.State.ExitCode}}' ffx", 'exited 1'],
  ['docker restart -t 0 ffx', 'ffx'],
  ['docker wait ffx', '1'],
  ['docker run --restart=on-failure:1 --name ggx alpine false', '[exit 1]'],
  ["docker inspect -f '{{.RestartCount}} {{.State.Restarting}} {{.State.ExitCode}}' ggx", '1 false 1'],
  ['docker run -d --restart=unless-stopped --name hhx alpine sleep 1000', '<id64>'],
  [
    "docker inspect -f '{{.HostConfig.RestartPolicy.Name}} {{.HostConfig.RestartPolicy.MaximumRetryCount}}' hhx",
    'unless-stopped 0',
  ],
  ['docker run --rm --restart no alpine true'],
  [
    'docker run -d --restart always:3 alpine',
    {
      '20.10':
        "docker: Error response from daemon: maximum retry count cannot be used with restart policy 'always'\n\nRun 'docker run --help' for more information\n[exit 125]",
      '28': "docker: Error response from daemon: invalid restart policy: maximum retry count can only be used with 'on-failure'\n\nRun 'docker run --help' for more information\n[exit 125]",
    },
  ],
  [
    'docker run -d --restart on-failure:x alpine',
    "docker: invalid restart policy format: maximum retry count must be an integer\n\nRun 'docker run --help' for more information\n[exit 125]",
  ],
  [
    'docker run -d --restart on-failure:-1 alpine',
    {
      '20.10':
        "docker: Error response from daemon: maximum retry count cannot be negative\n\nRun 'docker run --help' for more information\n[exit 125]",
      '28': "docker: Error response from daemon: invalid restart policy: maximum retry count cannot be negative\n\nRun 'docker run --help' for more information\n[exit 125]",
    },
  ],
  [
    'docker run -d --restart no:3 alpine',
    {
      '20.10':
        "docker: Error response from daemon: maximum retry count cannot be used with restart policy 'no'\n\nRun 'docker run --help' for more information\n[exit 125]",
      '28': "docker: Error response from daemon: invalid restart policy: maximum retry count can only be used with 'on-failure'\n\nRun 'docker run --help' for more information\n[exit 125]",
    },
  ],
  ['docker run --rm --init alpine echo init', 'init'],
  ["docker run --rm --read-only alpine sh -c 'echo x > /x'"],
  ["docker run --rm --tmpfs /t alpine sh -c 'echo x > /t/x; cat /t/x'"],
  ['docker run --rm -v /tmp:/tmp alpine true'],
  [
    'docker run --rm --memory 1m alpine true',
    "docker: Error response from daemon: Minimum memory limit allowed is 6MB\n\nRun 'docker run --help' for more information\n[exit 125]",
  ],
  [
    'docker run --rm --memory foo alpine true',
    'invalid argument "foo" for "-m, --memory" flag: invalid size: \'foo\'\n\nUsage:  docker run [OPTIONS] IMAGE [COMMAND] [ARG...]\n\nRun \'docker run --help\' for more information\n[exit 125]',
  ],
  ['docker run --rm --cpus 100 alpine true'],
  [
    'docker run --rm --cpus foo alpine true',
    'invalid argument "foo" for "--cpus" flag: failed to parse foo as a rational number\n\nUsage:  docker run [OPTIONS] IMAGE [COMMAND] [ARG...]\n\nRun \'docker run --help\' for more information\n[exit 125]',
  ],
  [
    'docker run --rm --pull never nosuch',
    "docker: Error response from daemon: No such image: nosuch:latest\n\nRun 'docker run --help' for more information\n[exit 125]",
  ],
  [
    'docker run --rm --pull foo alpine true',
    'docker: invalid pull option: \'foo\': must be one of "always", "missing" or "never"\n\nRun \'docker run --help\' for more information\n[exit 125]',
  ],
  ['docker run --rm --platform linux/arm64 alpine true'],
  ['docker run --rm --cidfile /tmp/hopscope-cid alpine true'],
  ['wc -c < /tmp/hopscope-cid'],
  [
    'docker run --rm --cidfile /tmp/hopscope-cid alpine true',
    "docker: container ID file found, make sure the other container isn't running or delete /tmp/hopscope-cid\n\nRun 'docker run --help' for more information\n[exit 125]",
  ],
  ['rm /tmp/hopscope-cid'],
  ['docker run --rm --label a=b --label c alpine true'],
  ['docker run --rm --ulimit nofile=10 alpine true'],
  [
    'docker run --rm --stop-signal FOO alpine true',
    {
      '20.10':
        "docker: Error response from daemon: Invalid signal: FOO\n\nRun 'docker run --help' for more information\n[exit 125]",
      '28': "docker: Error response from daemon: invalid signal: FOO\n\nRun 'docker run --help' for more information\n[exit 125]",
    },
  ],
  [
    'docker run --rm --ipc foo alpine true',
    {
      '20.10':
        "docker: Error response from daemon: Invalid IPC mode: foo\n\nRun 'docker run --help' for more information\n[exit 125]",
      '28': "docker: Error response from daemon: invalid IPC mode: foo\n\nRun 'docker run --help' for more information\n[exit 125]",
    },
  ],
  [
    'docker run --rm --pid foo alpine true',
    "docker: --pid: invalid PID mode\n\nRun 'docker run --help' for more information\n[exit 125]",
  ],
  [
    'docker run --rm --uts foo alpine true',
    "docker: --uts: invalid UTS mode\n\nRun 'docker run --help' for more information\n[exit 125]",
  ],
  [
    'docker run --rm --log-driver foo alpine true',
    'docker: Error response from daemon: error looking up logging plugin foo: plugin "foo" not found\n\nRun \'docker run --help\' for more information\n[exit 125]',
  ],
  [
    'docker run --rm --runtime foo alpine true',
    {
      '20.10':
        "docker: Error response from daemon: Unknown runtime specified foo\n\nRun 'docker run --help' for more information\n[exit 125]",
      '28': "docker: Error response from daemon: unknown or invalid runtime name: foo\n\nRun 'docker run --help' for more information\n[exit 125]",
    },
  ],
  ['docker run --rm --device /nosuch alpine true'],
  [
    'docker run --rm --security-opt foo alpine true',
    'docker: Invalid --security-opt: "foo"\n\nRun \'docker run --help\' for more information\n[exit 125]',
  ],
  [
    'docker run --rm --userns foo alpine true',
    "docker: --userns: invalid USER mode\n\nRun 'docker run --help' for more information\n[exit 125]",
  ],
  ['docker run --rm --isolation foo alpine true'],
  ["docker ps -a --format '{{.Names}} {{.Status}}' | cut -d' ' -f1-3 | sort"],
];

errorTable('foreground', ROWS);
