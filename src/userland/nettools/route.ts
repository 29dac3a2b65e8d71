/** `route` of net-tools 2.10. */
import { type Ipv4, netmask, network, parseIpv4, parsePrefix } from '../../base/ipv4';
import { type Errno, strerror } from '../../kernel/errno';
import { linkByName } from '../../kernel/netns';
import { addRoute, deleteRoute, type RouteRequest } from '../../kernel/rtnetlink';
import { capable } from '../capability';
import { program, type Sys } from '../program';
import { resolveHost } from './hosts';
import { lengthOf } from './ifconfig-set';
import { isNamed, type Naming, onNaming, startNaming } from './naming';
import { type Form, namesWanted, routeTable } from './routes';
import { INET_ROUTE_USAGE, ROUTE_USAGE } from './usage';

interface RouteData {
  readonly form: Form;
  readonly naming: Naming;
}

export const route = program<RouteData>({
  name: 'route',
  start: (sys) => {
    let extend = 0;
    let numeric = false;
    let at = 0;
    for (; at < sys.args.length; at++) {
      const arg = sys.args[at] ?? '';
      if (!arg.startsWith('-')) break;
      if (arg === '--help' || arg === '-h') return said(sys, ROUTE_USAGE);
      if (arg === '-net' || arg === '-host') break;
      for (const letter of arg.startsWith('--') ? [LONG[arg.slice(2)] ?? '?'] : arg.slice(1)) {
        if (letter === 'n') numeric = true;
        else if (letter === 'e') extend++;
        else if (!'4vFNA'.includes(letter)) {
          sys.err(`route: invalid option -- '${letter}'\n${ROUTE_USAGE}`);
          return 3;
        }
      }
    }
    const [verb, ...words] = sys.args.slice(at);
    if (verb !== undefined) return change(sys, verb, words);
    return begin(sys, extend === 0 ? 'metric' : extend === 1 ? 'window' : 'both', numeric);
  },
  on: (sys, data, event) => {
    if (onNaming(sys, data.naming, event)) sys.exit(said(sys, routeTable(sys, data.form, false, data.naming.names)));
  },
});

const LONG: Readonly<Record<string, string>> = { numeric: 'n', extend: 'e', verbose: 'v', fib: 'F', inet: '4' };

function said(sys: Sys, text: string): number {
  sys.out(text);
  return 0;
}

/** Prints the table, once the names in it are known. */
function begin(sys: Sys, form: Form, numeric: boolean): RouteData | number {
  if (numeric) return said(sys, routeTable(sys, form, true));
  const naming = startNaming(
    sys,
    namesWanted(sys).map(({ ip }) => ip),
  );
  return isNamed(naming) ? said(sys, routeTable(sys, form, false, naming.names)) : { form, naming };
}

type Request = { -readonly [K in keyof RouteRequest]: RouteRequest[K] };

function usage(sys: Sys, complaint = ''): number {
  sys.err(complaint + INET_ROUTE_USAGE);
  return 3;
}

/** `route add|del [-net|-host] TARGET …`; its exit status. */
function change(sys: Sys, verb: string, given: readonly string[]): number {
  if (verb !== 'add' && verb !== 'del' && verb !== 'delete') {
    sys.err(ROUTE_USAGE);
    return 3;
  }
  const words = [...given];
  let kind: 'net' | 'host' | null = null;
  if (words[0] === '-net' || words[0] === '-host') kind = words.shift() === '-net' ? 'net' : 'host';
  const target = words.shift();
  if (target === undefined) {
    sys.out(INET_ROUTE_USAGE);
    return 0;
  }
  const prefix =
    target === 'default'
      ? { address: 0, length: 0 }
      : target.includes('/')
        ? parsePrefix(target)
        : hostPrefix(sys, target, kind);
  if (prefix === null) {
    sys.err(`${target}: Host name lookup failure\n`);
    return 6;
  }
  const request: Request = { prefix };
  const problem = readWords(sys, words, request);
  if (problem !== null) return problem;
  if (network(request.prefix).address !== request.prefix.address)
    return usage(sys, "route: netmask doesn't match route address\n");
  const errno = !capable(sys, 'NET_ADMIN')
    ? 'EPERM'
    : verb === 'add'
      ? addRoute(sys.ns, request)
      : deleteRoute(sys.ns, request);
  return refusal(sys, verb === 'add' ? 'SIOCADDRT' : 'SIOCDELRT', errno);
}

function refusal(sys: Sys, call: string, errno: Errno | null): number {
  if (errno === null) return 0;
  sys.err(`${call}: ${strerror(errno)}\n`);
  return 7;
}

/** Without a length a target is a host, or a network of its class where its host bits are zero. */
function hostPrefix(sys: Sys, target: string, kind: 'net' | 'host' | null): { address: Ipv4; length: number } | null {
  const address = resolveHost(sys, target);
  if (address === null) return null;
  const classful = address >>> 31 === 0 ? 8 : address >>> 30 === 2 ? 16 : 24;
  const isNet = kind === 'net' || (kind === null && address !== 0 && (address & ~netmask(classful)) === 0);
  return { address, length: address === 0 ? 0 : isNet ? classful : 32 };
}

function readWords(sys: Sys, words: string[], request: Request): number | null {
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    switch (word) {
      case 'reject':
        request.type = 'unreachable';
        request.scope = 'host';
        break;
      case 'mod':
      case 'dyn':
      case 'reinstate':
        break;
      case 'gw':
      case 'gateway':
      case 'netmask':
      case 'metric':
      case 'dev':
      case 'device':
      case 'mss':
      case 'window':
      case 'irtt': {
        const value = words.shift();
        if (value === undefined) return usage(sys);
        const problem = setWord(sys, request, word, value);
        if (problem !== null) return problem;
        break;
      }
      default: {
        if (request.link != null) return usage(sys);
        const problem = setWord(sys, request, 'dev', word);
        if (problem !== null) return problem;
      }
    }
  }
  return null;
}

function setWord(sys: Sys, request: Request, word: string, value: string): number | null {
  switch (word) {
    case 'gw':
    case 'gateway': {
      const via = resolveHost(sys, value);
      if (via === null) {
        sys.err(`${value}: Host name lookup failure\n`);
        return 6;
      }
      request.via = via;
      return null;
    }
    case 'netmask': {
      const mask = parseIpv4(value);
      const length = mask === null ? null : lengthOf(mask);
      if (length === null) return usage(sys, `route: bogus netmask ${value}\n`);
      request.prefix = { address: request.prefix.address, length };
      return null;
    }
    case 'metric':
      request.metric = Number(value);
      return null;
    case 'dev':
    case 'device': {
      const link = linkByName(sys.ns, value);
      if (link === null) return refusal(sys, 'SIOCADDRT', 'ENODEV');
      request.link = link;
      return null;
    }
    default:
      return null;
  }
}
