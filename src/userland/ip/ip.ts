/** `ip` of iproute2 6.1: what it prints of a namespace, and what it asks of the kernel. */
import { complained, statusOf } from '../complaint';
import { program, type Program, type Sys } from '../program';
import { ipAddress } from './addr/addr';
import { ipLink } from './link/link';
import { ipNeigh } from './neigh/neigh';
import { ipNetns } from './netns';
import { namedNamespaces, type Ip } from './context';
import { parseOptions, VERSION } from './options';
import { ipRoute } from './route/route';
import { ipRule } from './rule';
import { IP_USAGE } from './usage';
import { abbreviates, type Words, wordsOf } from './words';

/** While `ip netns exec` waits for its child. */
interface IpData {
  readonly argv: readonly string[];
  /** Names of namespaces that it has still to run in (`-all`). */
  readonly next: string[];
  readonly announce: boolean;
}

type ObjectRun = (ip: Ip, words: Words) => number;

/** In the order that abbreviations are tried; those without a function print nothing here. */
const OBJECTS: readonly (readonly [string, ObjectRun | null])[] = [
  ['address', ipAddress],
  ['addrlabel', null],
  ['maddress', null],
  ['route', ipRoute],
  ['rule', ipRule],
  ['neighbor', ipNeigh],
  ['neighbour', ipNeigh],
  ['link', ipLink],
  ['tunnel', null],
  ['tuntap', null],
  ['token', null],
  ['monitor', null],
  ['xfrm', null],
  ['mroute', null],
  ['netconf', null],
  ['vrf', null],
  ['nexthop', null],
];

const ip = program<IpData>({
  name: 'ip',
  start: (sys) => {
    const parsed = parseOptions(sys);
    if (parsed === 'version') {
      sys.out(VERSION);
      return 0;
    }
    if (complained(parsed)) return statusOf(sys, parsed);
    const [object, ...rest] = parsed.rest;
    if (object === undefined) return statusOf(sys, IP_USAGE);
    return runObject(parsed.ip, object, wordsOf(rest));
  },
  on: (sys, data, event) => {
    if (event.type !== 'child') return;
    if (data.next.length > 0) runNext(sys, data);
    else sys.exit(event.status);
  },
});

function runObject(ip: Ip, object: string, words: Words): IpData | number {
  for (const [name, run] of OBJECTS) if (abbreviates(object, name)) return run === null ? 0 : run(ip, words);
  if (abbreviates(object, 'netns')) {
    const result = ipNetns(ip, words);
    if (typeof result === 'number') return result;
    const data: IpData = { argv: result.argv, next: [...result.children], announce: ip.options.all };
    if (data.next.length === 0) return 0;
    runNext(ip.sys, data);
    return data;
  }
  if (abbreviates(object, 'help')) return statusOf(ip.sys, IP_USAGE);
  ip.sys.err(`Object "${object}" is unknown, try "ip help".\n`);
  return 1;
}

/** Runs the command in the next namespace, its output going where this process's goes. */
function runNext(sys: Sys, data: IpData): void {
  const name = data.next.shift() ?? '';
  if (data.announce) sys.out(`\nnetns: ${name}\n`);
  sys.spawn(data.argv, { ns: namedNamespaces(sys)[name] ?? sys.process.ns, stdin: sys.process.stdin });
}

export const ipPrograms: readonly Program[] = [ip];
