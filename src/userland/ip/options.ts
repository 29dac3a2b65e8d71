/** The options before the object (ip/ip.c, `main`). */
import type { Netns } from '../../kernel/netns';
import { Complaint } from '../complaint';
import type { Sys } from '../program';
import { type Ip, type IpOptions, namespaceNamed, NO_OPTIONS, type OpenOptions } from './context';
import { cannotOpen } from './netns';
import { IP_USAGE } from './usage';
import { abbreviates, INCOMPLETE, wrong } from './words';

/** What is left to do once the options are read. */
export interface Parsed {
  readonly ip: Ip;
  readonly rest: readonly string[];
}

export const VERSION = 'ip utility, iproute2-6.1.0, libbpf 1.1.2\n';

/** Reads options; `version` where only that is asked for. */
export function parseOptions(sys: Sys): Parsed | Complaint | 'version' {
  const options: OpenOptions = { ...NO_OPTIONS };
  let ns: Netns = sys.ns;
  let at = 0;
  for (; at < sys.args.length; at++) {
    const word = sys.args[at] ?? '';
    if (!word.startsWith('-')) break;
    const option = word.startsWith('--') ? word.slice(1) : word;
    if (option === '-') {
      at++;
      break;
    }
    const is = (...names: string[]) => names.some((name) => abbreviates(option, name));
    if (option === '-4' || option === '-6' || option === '-0')
      options.family = option === '-4' ? 'inet' : option === '-6' ? 'inet6' : 'link';
    else if (option === '-M' || option === '-B') options.family = 'inet6';
    else if (is('-loops', '-family')) {
      const value = sys.args[++at];
      if (value === undefined) return INCOMPLETE;
      const family = abbreviates(option, '-loops') ? options.family : familyOf(value);
      if (family === undefined) return wrong(value, 'invalid protocol family');
      options.family = family;
    } else if (is('-human-readable', '-iec')) continue;
    else if (is('-stats', '-statistics')) options.statistics++;
    else if (is('-details')) options.details = true;
    else if (is('-oneline')) options.oneline = true;
    else if (is('-timestamp', '-tshort', '-resolve', '-Numeric')) continue;
    else if (is('-Version')) return 'version';
    else if (is('-brief')) options.brief = true;
    else if (is('-json')) options.json = true;
    else if (is('-pretty')) options.pretty = true;
    else if (is('-help')) return IP_USAGE;
    else if (is('-netns')) {
      const name = sys.args[++at] ?? null;
      const target = name === null ? null : namespaceNamed(sys, name);
      if (target === null) return cannotOpen(name);
      ns = target;
    } else if (is('-all')) options.all = true;
    else if (option.startsWith('-c')) continue;
    else return new Complaint(`Option "${option}" is unknown, try "ip -help".\n`, 255);
  }
  return { ip: { sys, ns, options }, rest: sys.args.slice(at) };
}

function familyOf(name: string): IpOptions['family'] | undefined {
  switch (name) {
    case 'inet':
    case 'inet6':
    case 'link':
      return name;
    case 'mpls':
    case 'bridge':
      return 'inet6';
    default:
      return undefined;
  }
}
