/** Commands, flags and arguments that docker does not know: word for word as the engines of both profiles say it. */
import { errorTable, type Row } from './table';

const ROWS: readonly Row[] = [
  ['docker nosuch', "docker: unknown command: docker nosuch\n\nRun 'docker --help' for more information\n[exit 1]"],
  [
    'docker network nosuch',
    "docker: unknown command: docker network nosuch\n\nUsage:  docker network\n\nRun 'docker network --help' for more information\n[exit 1]",
  ],
  [
    'docker --nosuch ps',
    "unknown flag: --nosuch\n\nUsage:  docker [OPTIONS] COMMAND [ARG...]\n\nRun 'docker --help' for more information\n[exit 125]",
  ],
  [
    'docker ps --foo',
    "unknown flag: --foo\n\nUsage:  docker ps [OPTIONS]\n\nRun 'docker ps --help' for more information\n[exit 125]",
  ],
  [
    'docker ps extra',
    "docker: 'docker ps' accepts no arguments\n\nUsage:  docker ps [OPTIONS]\n\nRun 'docker ps --help' for more information\n[exit 1]",
  ],
  [
    'docker ps -z',
    "unknown shorthand flag: 'z' in -z\n\nUsage:  docker ps [OPTIONS]\n\nRun 'docker ps --help' for more information\n[exit 125]",
  ],
  [
    'docker ps --filter foo=bar',
    {
      '20.10': "Error response from daemon: Invalid filter 'foo'\n[exit 1]",
      '28': "Error response from daemon: invalid filter 'foo'\n[exit 1]",
    },
  ],
  [
    'docker ps --filter foo',
    'invalid argument "foo" for "-f, --filter" flag: bad format of filter (expected name=value)\n\nUsage:  docker ps [OPTIONS]\n\nRun \'docker ps --help\' for more information\n[exit 125]',
  ],
  [
    'docker ps --last x',
    'invalid argument "x" for "-n, --last" flag: strconv.ParseInt: parsing "x": invalid syntax\n\nUsage:  docker ps [OPTIONS]\n\nRun \'docker ps --help\' for more information\n[exit 125]',
  ],
  [
    "docker ps --format '{{.Foo}}'",
    'failed to execute template: template: :1:2: executing "" at <.Foo>: can\'t evaluate field Foo in type *formatter.ContainerContext\n[exit 1]',
  ],
  ["docker ps --format '{{.Names'", 'failed to parse template: template: :1: unclosed action\n[exit 1]'],
  [
    'docker inspect',
    "docker: 'docker inspect' requires at least 1 argument\n\nUsage:  docker inspect [OPTIONS] NAME|ID [NAME|ID...]\n\nSee 'docker inspect --help' for more information\n[exit 1]",
  ],
  [
    'docker inspect --foo x',
    "unknown flag: --foo\n\nUsage:  docker inspect [OPTIONS] NAME|ID [NAME|ID...]\n\nRun 'docker inspect --help' for more information\n[exit 125]",
  ],
  [
    "docker inspect -f '{{.Foo}}' bridge",
    '\ntemplate parsing error: template: :1:2: executing "" at <.Foo>: map has no entry for key "Foo"\n[exit 1]',
  ],
  ["docker inspect -f '{{.Name' bridge", 'template parsing error: template: :1: unclosed action\n[exit 64]'],
  [
    "docker inspect -f '{{nosuch .Name}}' bridge",
    'template parsing error: template: :1: function "nosuch" not defined\n[exit 64]',
  ],
  [
    "docker network inspect -f '{{.Foo}}' bridge",
    '\ntemplate parsing error: template: :1:2: executing "" at <.Foo>: map has no entry for key "Foo"\n[exit 1]',
  ],
  ["docker network inspect -f '{{.Name' bridge", 'template parsing error: template: :1: unclosed action\n[exit 64]'],
  [
    "docker network ls --format '{{.Foo}}'",
    'template parsing error: template: :1:2: executing "" at <.Foo>: can\'t evaluate field Foo in type *network.networkContext\n[exit 1]',
  ],
  [
    'docker network rm',
    "docker: 'docker network rm' requires at least 1 argument\n\nUsage:  docker network rm NETWORK [NETWORK...]\n\nSee 'docker network rm --help' for more information\n[exit 1]",
  ],
  [
    'docker network connect a b c',
    "docker: 'docker network connect' requires 2 arguments\n\nUsage:  docker network connect [OPTIONS] NETWORK CONTAINER\n\nRun 'docker network connect --help' for more information\n[exit 1]",
  ],
  [
    'docker network disconnect',
    "docker: 'docker network disconnect' requires 2 arguments\n\nUsage:  docker network disconnect [OPTIONS] NETWORK CONTAINER\n\nRun 'docker network disconnect --help' for more information\n[exit 1]",
  ],
  [
    'docker rename a',
    "docker: 'docker rename' requires 2 arguments\n\nUsage:  docker rename CONTAINER NEW_NAME\n\nRun 'docker rename --help' for more information\n[exit 1]",
  ],
  [
    'docker exec x',
    "docker: 'docker exec' requires at least 2 arguments\n\nUsage:  docker exec [OPTIONS] CONTAINER COMMAND [ARG...]\n\nSee 'docker exec --help' for more information\n[exit 1]",
  ],
  [
    'docker logs',
    "docker: 'docker logs' requires 1 argument\n\nUsage:  docker logs [OPTIONS] CONTAINER\n\nRun 'docker logs --help' for more information\n[exit 1]",
  ],
  [
    'docker port',
    "docker: 'docker port' requires at least 1 and at most 2 arguments\n\nUsage:  docker port CONTAINER [PRIVATE_PORT[/PROTO]]\n\nRun 'docker port --help' for more information\n[exit 1]",
  ],
  [
    'docker kill',
    "docker: 'docker kill' requires at least 1 argument\n\nUsage:  docker kill [OPTIONS] CONTAINER [CONTAINER...]\n\nSee 'docker kill --help' for more information\n[exit 1]",
  ],
  [
    'docker pause',
    "docker: 'docker pause' requires at least 1 argument\n\nUsage:  docker pause CONTAINER [CONTAINER...]\n\nSee 'docker pause --help' for more information\n[exit 1]",
  ],
  ['docker container'],
  [
    'docker container nosuch',
    "docker: unknown command: docker container nosuch\n\nUsage:  docker container\n\nRun 'docker container --help' for more information\n[exit 1]",
  ],
  [
    'docker container ls extra',
    "docker: 'docker container ls' accepts no arguments\n\nUsage:  docker container ls [OPTIONS]\n\nRun 'docker container ls --help' for more information\n[exit 1]",
  ],
  [
    'docker image nosuch',
    "docker: unknown command: docker image nosuch\n\nUsage:  docker image\n\nRun 'docker image --help' for more information\n[exit 1]",
  ],
  [
    'docker images --foo',
    "unknown flag: --foo\n\nUsage:  docker images [OPTIONS] [REPOSITORY[:TAG]]\n\nRun 'docker images --help' for more information\n[exit 125]",
  ],
  [
    'docker run -p',
    "flag needs an argument: 'p' in -p\n\nUsage:  docker run [OPTIONS] IMAGE [COMMAND] [ARG...]\n\nRun 'docker run --help' for more information\n[exit 125]",
  ],
  [
    'docker run --network',
    "flag needs an argument: --network\n\nUsage:  docker run [OPTIONS] IMAGE [COMMAND] [ARG...]\n\nRun 'docker run --help' for more information\n[exit 125]",
  ],
  [
    'docker create',
    "docker: 'docker create' requires at least 1 argument\n\nUsage:  docker create [OPTIONS] IMAGE [COMMAND] [ARG...]\n\nSee 'docker create --help' for more information\n[exit 1]",
  ],
  [
    'docker version --nosuch',
    "unknown flag: --nosuch\n\nUsage:  docker version [OPTIONS]\n\nRun 'docker version --help' for more information\n[exit 125]",
  ],
  [
    'docker swarm nosuch',
    "docker: unknown command: docker swarm nosuch\n\nUsage:  docker swarm\n\nRun 'docker swarm --help' for more information\n[exit 1]",
  ],
  [
    'docker service nosuch',
    "docker: unknown command: docker service nosuch\n\nUsage:  docker service\n\nRun 'docker service --help' for more information\n[exit 1]",
  ],
  ['docker volume ls'],
  [
    'docker network ls -z',
    "unknown shorthand flag: 'z' in -z\n\nUsage:  docker network ls [OPTIONS]\n\nRun 'docker network ls --help' for more information\n[exit 125]",
  ],
  [
    'docker ps -a -q extra',
    "docker: 'docker ps' accepts no arguments\n\nUsage:  docker ps [OPTIONS]\n\nRun 'docker ps --help' for more information\n[exit 1]",
  ],
];

errorTable('Commands, flags and arguments that docker does not know', ROWS);
