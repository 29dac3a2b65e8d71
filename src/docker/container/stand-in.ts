/**
 * What runs in the place of programs that are not here: it listens on their ports, answers HTTP where they would, and
 * ends when it is asked to. The file `/etc/listens` of its image says which ports, a line each.
 */
import { sha256 } from '../../base/sha256';
import { program, type Program, type Sys } from '../../userland/program';
import type { Engine } from '../engine';
import type { Image } from './image';

export const LISTENS = '/etc/listens';
const ENTRYPOINT = 'docker-entrypoint.sh';

/** Servers that are started by name, and their ports. */
const SERVERS: Readonly<Record<string, string>> = {
  mariadbd: 'tcp 3306\n',
  memcached: 'tcp 11211\n',
  mongod: 'tcp 27017\n',
  mysqld: 'tcp 3306\n',
  nginx: 'http 80\n',
  postgres: 'tcp 5432\n',
  'redis-server': 'tcp 6379\n',
  'httpd-foreground': 'http 80\n',
};

interface StandInData {
  /** Another program that was asked for, or null where it listens itself. */
  readonly child: number | null;
}

function createStandIn(name: string, ports: string): Program {
  return program<StandInData>({
    name,
    takes: ['SIGTERM', 'SIGINT'],
    start: (sys) => {
      const [word = '', ...more] = sys.args;
      if (name === ENTRYPOINT && isOther(sys, word))
        return { child: sys.spawn([word, ...more], { stdin: sys.process.stdin }) };
      listen(sys, sys.readFile(LISTENS) ?? ports);
      return { child: null };
    },
    on: (sys, { child }, event) => {
      if (event.type === 'signal') sys.exit(0);
      else if (event.type === 'child' && event.pid === child) sys.exit(event.status);
    },
  });
}

/** A name, or a path to where programs lie: the image's own `/whoami` is not the command of that name. */
const PROGRAM = /^(?:[^/]+|\/(?:usr\/(?:local\/)?)?s?bin\/[^/]+)$/;

/** Whether a word is a program that is really there: a shell, say, and no server's name. */
function isOther(sys: Sys, word: string): boolean {
  return PROGRAM.test(word) && sys.has(word) && SERVERS[word] === undefined;
}

function listen(sys: Sys, lines: string): void {
  for (const [, kind, port] of lines.matchAll(/^(http|tcp) (\d+)$/gm)) {
    if (port === undefined) continue;
    sys.spawn(kind === 'http' ? ['httpd', '-f', '-p', port, '-h', '/www'] : ['nc', '-lk', '-p', port]);
  }
}

export const standInPrograms: readonly Program[] = [
  createStandIn(ENTRYPOINT, ''),
  ...Object.entries(SERVERS).map(([name, ports]) => createStandIn(name, ports)),
];

/** Whether an image is one that something stands in for. */
export function isStandIn({ files }: Image): boolean {
  return files[LISTENS] !== undefined;
}

/** The files of a container: an image that leaves its ports open listens, by HTTP, on those that are exposed. */
export function filesFor({ files }: Image, exposed: readonly string[]): Record<string, string> {
  if (files[LISTENS] !== '') return { ...files };
  const ports = exposed.filter((port) => port.endsWith('/tcp')).map((port) => `http ${parseInt(port, 10)}\n`);
  return { ...files, [LISTENS]: ports.join('') };
}

/** An image in the place of one that would be built: it answers on the ports that its service names. */
export function addStandIn(engine: Engine, repository: string, tag: string): void {
  engine.images[`${repository}:${tag}`] = {
    id: `sha256:${sha256(new TextEncoder().encode(`built ${repository}:${tag}`))}`,
    repository,
    tag,
    entrypoint: [ENTRYPOINT],
    cmd: [],
    exposed: [],
    files: { [LISTENS]: '', '/www/index.html': `${repository}\n` },
  };
}
