/** The command line of nslookup (bin/dig/nslookup.c of BIND 9.18): `-KEYWORD[=VALUE]…`, a name, perhaps a server. */
import { DnsClass } from '../../../wire/dns';
import { parseClass, parseType } from '../record-text';

export interface NslookupCommand {
  readonly name: string;
  readonly server: string | null;
  /** Null: A, then AAAA; the name of an address where it is one. */
  readonly type: number | null;
  readonly class: number;
  readonly debug: boolean;
  readonly stream: boolean;
  readonly recursion: boolean;
  readonly search: boolean;
  readonly skipServfail: boolean;
  readonly port: number;
  /** Seconds. */
  readonly timeout: number | null;
  readonly tries: number | null;
  readonly ndots: number | null;
  /** What is said about options that were not understood; the name is looked up all the same. */
  readonly complaints: string;
}

export const NSLOOKUP_USAGE = `Usage:
   nslookup [-opt ...]             # interactive mode using default server
   nslookup [-opt ...] - server    # interactive mode using 'server'
   nslookup [-opt ...] host        # just look up 'host' using default server
   nslookup [-opt ...] host server # just look up 'host' using 'server'
`;

type Changes = { -readonly [K in keyof Omit<NslookupCommand, 'name' | 'server'>]: NslookupCommand[K] };

/** What the command line asks for; null where it names nothing, so that names would be read from the terminal; 'usage' for too much. */
export function parseNslookup(args: readonly string[]): NslookupCommand | null | 'usage' {
  const changes: Changes = {
    type: null,
    class: DnsClass.IN,
    debug: false,
    stream: false,
    recursion: true,
    search: true,
    skipServfail: true,
    port: 53,
    timeout: null,
    tries: null,
    ndots: null,
    complaints: '',
  };
  const words: string[] = [];
  for (const arg of args) {
    if (arg.length > 1 && arg.startsWith('-')) setOption(changes, arg.slice(1));
    else words.push(arg);
  }
  const [name, server = null] = words;
  if (words.length > 2) return 'usage';
  return name === undefined || name === '-' ? null : { name, server, ...changes };
}

function setOption(changes: Changes, text: string): void {
  const equals = text.indexOf('=');
  const keyword = (equals < 0 ? text : text.slice(0, equals)).toLowerCase();
  if (equals < 0 || !setValue(changes, keyword, text.slice(equals + 1))) setSwitch(changes, keyword, text);
}

/** `type` is known from two letters on, and so on; false where no option of that name has a value. */
function setValue(changes: Changes, keyword: string, value: string): boolean {
  const is = (name: string, least: number) => keyword.length >= least && name.startsWith(keyword);
  if (is('class', 2)) {
    const klass = parseClass(value);
    if (klass === null) changes.complaints += `unknown query class: ${value}\n`;
    else changes.class = klass;
  } else if (is('type', 2) || is('querytype', 1)) {
    const type = parseType(value);
    if (type === null) changes.complaints += `unknown query type: ${value}\n`;
    else changes.type = type;
  } else if (is('domain', 2)) changes.search = true;
  else if (is('port', 2)) changes.port = numberOf(changes, 'port', value) ?? changes.port;
  else if (is('timeout', 1)) changes.timeout = Math.max(1, numberOf(changes, 'timeout', value) ?? 5);
  else if (is('retry', 3)) changes.tries = Math.max(1, numberOf(changes, 'tries', value) ?? 3);
  else if (is('ndots', 2)) changes.ndots = numberOf(changes, 'ndots', value);
  else return false;
  return true;
}

function numberOf(changes: Changes, what: string, text: string): number | null {
  if (/^\d+$/.test(text)) return Number(text);
  changes.complaints += `invalid ${what} '${text}': not a valid number\n`;
  return null;
}

function setSwitch(changes: Changes, keyword: string, text: string): void {
  const off = keyword.startsWith('no');
  const name = off ? keyword.slice(2) : keyword;
  const is = (word: string, least: number) => name.length >= least && word.startsWith(name);
  if (is('debug', 3) || is('d2', 2)) changes.debug = !off;
  else if (is('recurse', 3)) changes.recursion = !off;
  else if (is('vc', 1)) changes.stream = !off;
  else if (is('search', 3) || is('defname', 3)) changes.search = !off;
  else if (is('fail', 1)) changes.skipServfail = off;
  else changes.complaints += `*** Invalid option: ${text}\n`;
}
