/** The command line of host (bin/dig/host.c of BIND 9.18): options first, then a name, then perhaps a server. */
import { DnsClass, DnsType } from '../../../wire/dns';
import { parseClass, parseType } from '../record-text';
import { HOST_USAGE, HOST_VERSION } from './usage';

export interface HostCommand {
  readonly name: string;
  readonly server: string | null;
  /** Null: A, AAAA and MX one after the other. */
  readonly type: number | null;
  readonly class: number;
  readonly verbose: boolean;
  readonly stream: boolean;
  readonly recursion: boolean;
  readonly port: number;
  /** Seconds. */
  readonly timeout: number | null;
  readonly tries: number | null;
  readonly ndots: number | null;
}

/** What goes to standard error instead. */
export interface HostRefusal {
  readonly err: string;
  readonly status: number;
}

const VALUED = 'cmNpRtW';
const FLAGS = '46adnirsTUvVwACDl';
/** What needs a zone transfer or every server of a zone. */
const LEFT_OUT = 'lCi';
const FOREVER = 0x7fffffff;

/** The question, or what host says instead. */
export function parseHost(args: readonly string[]): HostCommand | HostRefusal {
  const flags = new Set<string>();
  const values = new Map<string, string>();
  let i = 0;
  for (; i < args.length && /^-./.test(args[i]!); i++) {
    const arg = args[i]!;
    if (arg === '--') {
      i++;
      break;
    }
    for (let at = 1; at < arg.length; at++) {
      const letter = arg[at]!;
      if (FLAGS.includes(letter)) {
        flags.add(letter);
        continue;
      }
      if (!VALUED.includes(letter)) return { err: `host: illegal option -- ${letter}\n${HOST_USAGE}`, status: 1 };
      const value = at + 1 < arg.length ? arg.slice(at + 1) : args[++i];
      if (value === undefined)
        return { err: `host: option requires an argument -- ${letter}\n${HOST_USAGE}`, status: 1 };
      values.set(letter, value);
      break;
    }
  }
  return refusalOf(flags, values) ?? commandOf(args.slice(i), flags, values);
}

function refusalOf(flags: ReadonlySet<string>, values: ReadonlyMap<string, string>): HostRefusal | null {
  if (flags.has('V')) return { err: `${HOST_VERSION}\n`, status: 0 };
  const leftOut = [...flags].find((letter) => LEFT_OUT.includes(letter));
  if (leftOut !== undefined) return { err: `host: -${leftOut} is not simulated\n`, status: 1 };
  const [type, klass] = [values.get('t'), values.get('c')];
  if (type !== undefined && parseType(type) === null) return { err: `host: invalid type: ${type}\n\n`, status: 2 };
  if (klass !== undefined && parseClass(klass) === null) return { err: `host: invalid class: ${klass}\n\n`, status: 2 };
  return null;
}

function commandOf(
  words: readonly string[],
  flags: ReadonlySet<string>,
  values: ReadonlyMap<string, string>,
): HostCommand | HostRefusal {
  const [name, server = null] = words;
  if (name === undefined) return { err: HOST_USAGE, status: 1 };
  const everything = flags.has('a') || flags.has('A');
  const type = values.get('t');
  const number = (letter: string) => {
    const text = values.get(letter);
    return text === undefined ? null : parseInt(text, 10) || 0;
  };
  const [timeout, retries] = [number('W'), number('R')];
  const asked = everything ? DnsType.ANY : type === undefined ? null : parseType(type);
  return {
    name,
    server,
    type: asked,
    class: parseClass(values.get('c') ?? 'IN') ?? DnsClass.IN,
    verbose: everything || flags.has('v') || flags.has('d'),
    stream: flags.has('T') || (type !== undefined && asked === DnsType.ANY && !everything && !flags.has('U')),
    recursion: !flags.has('r'),
    port: number('p') ?? 53,
    timeout: flags.has('w') ? FOREVER : timeout === null ? null : Math.max(1, timeout),
    tries: retries === null ? null : Math.max(2, retries + 1),
    ndots: number('N'),
  };
}
