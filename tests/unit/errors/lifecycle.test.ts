/** Containers that are missing or in the wrong state: stop, start, rm, exec, pause, rename, wait: word for word as the engines of both profiles say it. */
import { errorTable, type Row } from './table';

const ROWS: readonly Row[] = [
  ['docker run -d --name c1 alpine'],
  ['docker run -d --name c2 alpine'],
  ['docker create --name c3 alpine'],
  ['docker stop nosuch', 'Error response from daemon: No such container: nosuch\n[exit 1]'],
  [
    'docker start nosuch',
    'Error response from daemon: No such container: nosuch\nError: failed to start containers: nosuch\n[exit 1]',
  ],
  ['docker restart nosuch', 'Error response from daemon: No such container: nosuch\n[exit 1]'],
  [
    'docker kill nosuch',
    {
      '20.10': 'Error response from daemon: Cannot kill container: nosuch: No such container: nosuch\n[exit 1]',
      '28': 'Error response from daemon: cannot kill container: nosuch: No such container: nosuch\n[exit 1]',
    },
  ],
  ['docker pause nosuch', 'Error response from daemon: No such container: nosuch\n[exit 1]'],
  ['docker unpause nosuch', 'Error response from daemon: No such container: nosuch\n[exit 1]'],
  ['docker rm nosuch', 'Error response from daemon: No such container: nosuch\n[exit 1]'],
  ['docker rm -f nosuch', 'Error response from daemon: No such container: nosuch'],
  [
    'docker rename nosuch x',
    'Error response from daemon: No such container: nosuch\nError: failed to rename container named nosuch\n[exit 1]',
  ],
  ['docker exec nosuch ls', 'Error response from daemon: No such container: nosuch\n[exit 1]'],
  ['docker logs nosuch', 'Error response from daemon: No such container: nosuch\n[exit 1]'],
  ['docker port nosuch', 'Error response from daemon: No such container: nosuch\n[exit 1]'],
  ['docker top nosuch', 'Error response from daemon: No such container: nosuch\n[exit 1]'],
  ['docker inspect nosuch', '[]\nError: No such object: nosuch\n[exit 1]'],
  ['docker wait nosuch', 'Error response from daemon: No such container: nosuch\n[exit 1]'],
  ['docker stats --no-stream nosuch', 'Error response from daemon: No such container: nosuch\n[exit 1]'],
  ['docker attach nosuch', 'Error response from daemon: No such container: nosuch\n[exit 1]'],
  [
    'docker rm c1',
    {
      '20.10':
        'Error response from daemon: You cannot remove a running container <id64>. Stop the container before attempting removal or force remove\n[exit 1]',
      '28': 'Error response from daemon: cannot remove container "c1": container is running: stop the container before removing or force remove\n[exit 1]',
    },
  ],
  [
    'docker rm c1 c3',
    {
      '20.10':
        'c3\nError response from daemon: You cannot remove a running container <id64>. Stop the container before attempting removal or force remove\n[exit 1]',
      '28': 'c3\nError response from daemon: cannot remove container "c1": container is running: stop the container before removing or force remove\n[exit 1]',
    },
  ],
  ['docker start c1'],
  ['docker stop -t 0 c2'],
  ['docker stop -t 0 c2'],
  ['docker start c2'],
  [
    'docker exec c1 nosuchcmd',
    {
      '20.10':
        'OCI runtime exec failed: exec failed: unable to start container process: exec: "nosuchcmd": executable file not found in $PATH: unknown\n[exit 126]',
      '28': 'OCI runtime exec failed: exec failed: unable to start container process: exec: "nosuchcmd": executable file not found in $PATH\n[exit 127]',
    },
  ],
  [
    'docker exec c1 /etc',
    {
      '20.10':
        'OCI runtime exec failed: exec failed: unable to start container process: exec: "/etc": permission denied: unknown\n[exit 126]',
      '28': 'OCI runtime exec failed: exec failed: unable to start container process: exec: "/etc": is a directory: permission denied\n[exit 126]',
    },
  ],
  ["docker exec c1 sh -c 'exit 5'", '[exit 5]'],
  [
    'docker exec c1',
    "docker: 'docker exec' requires at least 2 arguments\n\nUsage:  docker exec [OPTIONS] CONTAINER COMMAND [ARG...]\n\nSee 'docker exec --help' for more information\n[exit 1]",
  ],
  [
    'docker exec',
    "docker: 'docker exec' requires at least 2 arguments\n\nUsage:  docker exec [OPTIONS] CONTAINER COMMAND [ARG...]\n\nSee 'docker exec --help' for more information\n[exit 1]",
  ],
  ['docker exec -it c1 ls', 'the input device is not a TTY\n[exit 1]'],
  ['docker stop -t 0 c2'],
  [
    'docker exec c2 ls',
    {
      '20.10': 'Error response from daemon: Container <id64> is not running\n[exit 1]',
      '28': 'Error response from daemon: container <id64> is not running\n[exit 1]',
    },
  ],
  [
    'docker pause c2',
    {
      '20.10': 'Error response from daemon: Container <id64> is not running\n[exit 1]',
      '28': 'Error response from daemon: container <id64> is not running\n[exit 1]',
    },
  ],
  ['docker unpause c2', 'Error response from daemon: Container <id64> is not paused\n[exit 1]'],
  [
    'docker kill c2',
    {
      '20.10': 'Error response from daemon: Cannot kill container: c2: Container <id64> is not running\n[exit 1]',
      '28': 'Error response from daemon: cannot kill container: c2: container <id64> is not running\n[exit 1]',
    },
  ],
  [
    'docker kill -s NOSUCH c1',
    {
      '20.10': 'Error response from daemon: Invalid signal: NOSUCH\n[exit 1]',
      '28': 'Error response from daemon: cannot kill container: c1: invalid signal: NOSUCH\n[exit 1]',
    },
  ],
  ['docker pause c1'],
  ['docker pause c1', 'Error response from daemon: Container <id64> is already paused\n[exit 1]'],
  [
    'docker exec c1 ls',
    'Error response from daemon: Container c1 is paused, unpause the container before exec\n[exit 1]',
  ],
  [
    'docker rm c1',
    {
      '20.10':
        'Error response from daemon: You cannot remove a paused container <id64>. Unpause and then stop the container before attempting removal or force remove\n[exit 1]',
      '28': 'Error response from daemon: cannot remove container "c1": container is paused and must be unpaused first\n[exit 1]',
    },
  ],
  ['docker restart -t 0 c1'],
  ["docker inspect -f '{{.State.Status}}' c1"],
  [
    'docker rename c1 c1',
    'Error response from daemon: Renaming a container with the same name as its current name\nError: failed to rename container named c1\n[exit 1]',
  ],
  [
    'docker rename c1 c2',
    'Error response from daemon: Error when allocating new name: Conflict. The container name "/c2" is already in use by container "<id64>". You have to remove (or rename) that container to be able to reuse that name.\nError: failed to rename container named c1\n[exit 1]',
  ],
  [
    'docker rename c1 bad/name',
    'Error response from daemon: Error when allocating new name: Invalid container name (/bad/name), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed\nError: failed to rename container named c1\n[exit 1]',
  ],
  ['docker rename c1 new'],
  [
    'docker rename c1',
    "docker: 'docker rename' requires 2 arguments\n\nUsage:  docker rename CONTAINER NEW_NAME\n\nRun 'docker rename --help' for more information\n[exit 1]",
  ],
  ['docker logs new'],
  ['docker port new'],
  ['docker port new 80', "Error: No public port '80' published for new\n[exit 1]"],
  ['docker port new foo', 'Error: invalid port (foo): strconv.ParseUint: parsing "foo": invalid syntax\n[exit 1]'],
  ['docker wait c2'],
  [
    'docker start c1 new',
    'Error response from daemon: No such container: c1\nnew\nError: failed to start containers: c1\n[exit 1]',
  ],
  ['docker stop -t 0 new c2 nosuch', 'new\nc2\nError response from daemon: No such container: nosuch\n[exit 1]'],
  ['docker rm new nosuch c2', 'new\nc2\nError response from daemon: No such container: nosuch\n[exit 1]'],
  ['docker container prune -f'],
  ['docker ps -aq'],
  [
    'docker start',
    "docker: 'docker start' requires at least 1 argument\n\nUsage:  docker start [OPTIONS] CONTAINER [CONTAINER...]\n\nSee 'docker start --help' for more information\n[exit 1]",
  ],
  [
    'docker stop',
    "docker: 'docker stop' requires at least 1 argument\n\nUsage:  docker stop [OPTIONS] CONTAINER [CONTAINER...]\n\nSee 'docker stop --help' for more information\n[exit 1]",
  ],
  [
    'docker rm',
    "docker: 'docker rm' requires at least 1 argument\n\nUsage:  docker rm [OPTIONS] CONTAINER [CONTAINER...]\n\nSee 'docker rm --help' for more information\n[exit 1]",
  ],
  [
    'docker stop -t x c1',
    'invalid argument "x" for "-t, --timeout" flag: strconv.ParseInt: parsing "x": invalid syntax\n\nUsage:  docker stop [OPTIONS] CONTAINER [CONTAINER...]\n\nRun \'docker stop --help\' for more information\n[exit 125]',
  ],
];

errorTable('Containers that are missing or in the wrong state: stop, start, rm, exec, pause, rename, wait', ROWS);
