/** `bridge` of iproute2 6.1. */
import { Complaint, complained, statusOf } from '../complaint';
import { type Ip, namespaceNamed, NO_OPTIONS, type OpenOptions } from '../ip/context';
import { cannotOpen } from '../ip/netns';
import { abbreviates, take, type Words, wordsOf } from '../ip/words';
import { command, type Program, type Sys } from '../program';
import { brctl } from './brctl';
import { bridgeFdb } from './fdb';
import { bridgeLink } from './link';
import { BRIDGE_USAGE } from './usage';

const VERSION = 'bridge utility, 6.1.0\n';

const bridge = command('bridge', (sys) => {
  const parsed = parseOptions(sys);
  if (parsed === 'version') {
    sys.out(VERSION);
    return 0;
  }
  if (complained(parsed)) return statusOf(sys, parsed);
  const [object, ...rest] = parsed.rest;
  if (object === undefined || abbreviates(object, 'help')) return statusOf(sys, BRIDGE_USAGE);
  const words = wordsOf(rest);
  if (abbreviates(object, 'link')) return bridgeLink(parsed.ip, words);
  if (abbreviates(object, 'fdb')) return bridgeFdb(parsed.ip, words);
  if (abbreviates(object, 'mdb')) return 0;
  if (abbreviates(object, 'vlan')) return bridgeVlan(parsed.ip, words);
  sys.err(`Object "${object}" is unknown, try "bridge help".\n`);
  return 255;
});

function parseOptions(sys: Sys): { ip: Ip; rest: readonly string[] } | Complaint | 'version' {
  const options: OpenOptions = { ...NO_OPTIONS };
  let ns = sys.ns;
  let at = 0;
  for (; at < sys.args.length; at++) {
    const word = sys.args[at] ?? '';
    if (!word.startsWith('-')) break;
    const option = word.startsWith('--') ? word.slice(1) : word;
    const is = (...names: string[]) => names.some((name) => abbreviates(option, name));
    if (is('-help')) return BRIDGE_USAGE;
    if (is('-Version')) return 'version';
    if (is('-stats', '-statistics')) options.statistics++;
    else if (is('-details')) options.details = true;
    else if (is('-oneline')) options.oneline = true;
    else if (is('-json')) options.json = true;
    else if (is('-pretty')) options.pretty = true;
    else if (is('-compressvlans', '-timestamp') || option === '-4' || option === '-6' || option.startsWith('-c'))
      continue;
    else if (is('-netns')) {
      const name = sys.args[++at] ?? '';
      const target = namespaceNamed(sys, name);
      if (target === null) return cannotOpen(name);
      ns = target;
    } else return new Complaint(`Option "${option}" is unknown, try "bridge help".\n`, 255);
  }
  return { ip: { sys, ns, options }, rest: sys.args.slice(at) };
}

/** Bridges here do not filter by VLAN, so there is nothing to list. */
function bridgeVlan(ip: Ip, words: Words): number {
  const verb = take(words) ?? 'show';
  if (['show', 'lst', 'list'].some((name) => abbreviates(verb, name))) {
    ip.sys.out(ip.options.json ? '[]\n' : 'port              vlan-id  \n');
    return 0;
  }
  if (abbreviates(verb, 'add') || abbreviates(verb, 'delete'))
    return statusOf(ip.sys, new Complaint('RTNETLINK answers: Operation not supported\n', 255));
  return statusOf(ip.sys, new Complaint(`Command "${verb}" is unknown, try "bridge vlan help".\n`, 255));
}

export const bridgePrograms: readonly Program[] = [bridge, brctl];
