/** Command-line flags as spf13/pflag reads them, with its complaints word for word. */
import { parsePrefix } from '../../base/ipv4';
import { readCsv } from './csv';
import { parseNetworkFlag } from './network-flag';
import { parsePublish } from './service-publish';

export interface Flag {
  readonly name: string;
  /** The letter, or ''. */
  readonly short: string;
  /** As the help writes it: `list`, `string`, `int`; '' for a switch. */
  readonly type: string;
}

/** Cobra gives it to every command; it is named in no help. */
export const HELP_FLAG: Flag = { name: 'help', short: 'h', type: '' };

export interface Parsed {
  readonly values: Readonly<Record<string, readonly string[]>>;
  readonly args: readonly string[];
}

export interface FlagError {
  readonly message: string;
}

const TRUE = ['1', 't', 'T', 'TRUE', 'true', 'True'];
const FALSE = ['0', 'f', 'F', 'FALSE', 'false', 'False'];
const INTEGERS = ['int', 'int64', 'uint', 'uint16'];
const FILTER = 'bad format of filter (expected name=value)';

/** Reads the flags; where `interspersed` is false, the first argument ends them. */
export function parseFlags(flags: readonly Flag[], argv: readonly string[], interspersed: boolean): Parsed | FlagError {
  const values: Record<string, string[]> = {};
  const args: string[] = [];
  for (let i = 0; i < argv.length; i++) {
    const arg = argv[i]!;
    if (arg === '--') {
      args.push(...argv.slice(i + 1));
      break;
    }
    if (!arg.startsWith('-') || arg === '-') {
      if (!interspersed) {
        args.push(...argv.slice(i));
        break;
      }
      args.push(arg);
      continue;
    }
    const taken = arg.startsWith('--')
      ? readLong(flags, arg, argv[i + 1], values)
      : readShort(flags, arg, argv[i + 1], values);
    if (typeof taken !== 'number') return taken;
    i += taken;
  }
  return { values, args };
}

type Values = Record<string, string[]>;

/** How many further arguments it used, or what is wrong. */
function readLong(flags: readonly Flag[], arg: string, next: string | undefined, values: Values): number | FlagError {
  const equals = arg.indexOf('=');
  const name = arg.slice(2, equals < 0 ? undefined : equals);
  if (name === '' || name.startsWith('-') || name.startsWith('=')) return { message: `bad flag syntax: ${arg}` };
  const flag = flags.find((candidate) => candidate.name === name);
  if (flag === undefined) return { message: `unknown flag: --${name}` };
  if (equals >= 0) return set(flag, arg.slice(equals + 1), values) ?? 0;
  if (flag.type === '') return set(flag, 'true', values) ?? 0;
  if (next === undefined) return { message: `flag needs an argument: --${name}` };
  return set(flag, next, values) ?? 1;
}

function readShort(flags: readonly Flag[], arg: string, next: string | undefined, values: Values): number | FlagError {
  for (let at = 1; at < arg.length; at++) {
    const letter = arg[at]!;
    const flag = flags.find((candidate) => candidate.short === letter);
    if (flag === undefined) return { message: `unknown shorthand flag: '${letter}' in ${arg}` };
    const rest = arg.slice(at + 1);
    if (rest.startsWith('=')) return set(flag, rest.slice(1), values) ?? 0;
    if (flag.type === '') {
      const error = set(flag, 'true', values);
      if (error !== null) return error;
      continue;
    }
    if (rest !== '') return set(flag, rest, values) ?? 0;
    if (next === undefined) return { message: `flag needs an argument: '${letter}' in ${arg}` };
    return set(flag, next, values) ?? 1;
  }
  return 0;
}

function set(flag: Flag, text: string, values: Values): FlagError | null {
  const given = flag.type === 'strings' ? (text === '' ? [] : readCsv(text)) : [text];
  const wrong = typeof given === 'string' ? given : complaint(flag, text);
  if (typeof given === 'string' || wrong !== null)
    return {
      message: `invalid argument ${JSON.stringify(text)} for "${flag.short === '' || flag.name === 'help' ? '' : `-${flag.short}, `}--${flag.name}" flag: ${wrong}`,
    };
  (values[flag.name] ??= []).push(...given);
  return null;
}

/** What is wrong with a value, by the flag's type and, for a few, by its name. */
function complaint(flag: Flag, text: string): string | null {
  if (flag.type === '')
    return TRUE.includes(text) || FALSE.includes(text) ? null : `strconv.ParseBool: parsing "${text}": invalid syntax`;
  if (INTEGERS.includes(flag.type))
    return /^[+-]?\d+$/.test(text)
      ? null
      : `strconv.Parse${flag.type.startsWith('u') ? 'Uint' : 'Int'}: parsing "${text}": invalid syntax`;
  if (flag.type === 'port') {
    const ports = parsePublish(text);
    return typeof ports === 'string' ? ports : null;
  }
  if (flag.type === 'network') {
    const attachment = parseNetworkFlag(text);
    return typeof attachment === 'string' ? attachment : null;
  }
  if (flag.name === 'filter') return text === '' || text.includes('=') ? null : FILTER;
  return CHECKS[flag.name]?.(text) ?? null;
}

const IPV4 = /^(25[0-5]|2[0-4]\d|1?\d?\d)(\.(25[0-5]|2[0-4]\d|1?\d?\d)){3}$/;
const isIp = (text: string) => IPV4.test(text) || /^[0-9a-fA-F:]*:[0-9a-fA-F:.]+$/.test(text) || text === '::';

function addHost(text: string): string | null {
  const at = text.search(/[:=]/);
  if (at <= 0) return `bad format for add-host: "${text}"`;
  const address = text.slice(at + 1);
  return address === 'host-gateway' || isIp(address) ? null : `invalid IP address in add-host: "${address}"`;
}

const CHECKS: Readonly<Record<string, (text: string) => string | null>> = {
  'default-addr-pool': (text) =>
    parsePrefix(text) === null ? `invalid string being converted to CIDR: ${text}` : null,
  dns: (text) => (isIp(text) ? null : `IP address is not correctly formatted: ${text}`),
  'add-host': addHost,
  link: (text) =>
    text === ''
      ? 'empty string specified for links'
      : text.split(':').length > 2
        ? `bad format for links: ${text}`
        : null,
  env: (text) => (text.startsWith('=') ? `invalid environment variable: ${text}` : null),
  cpus: (text) => (/^\d*\.?\d+(\/\d+)?$/.test(text) ? null : `failed to parse ${text} as a rational number`),
  memory: (text) => (/^\d+(\.\d+)?\s*[bkmgtp]?b?$/i.test(text) ? null : `invalid size: '${text}'`),
};

/** The last value of a flag, or what holds where it was not given. */
export function stringFlag(parsed: Parsed, name: string, otherwise = ''): string {
  const values = parsed.values[name];
  return values?.[values.length - 1] ?? otherwise;
}

export function boolFlag(parsed: Parsed, name: string): boolean {
  return TRUE.includes(stringFlag(parsed, name, 'false'));
}

export function listFlag(parsed: Parsed, name: string): readonly string[] {
  return parsed.values[name] ?? [];
}

export function hasFlag(parsed: Parsed, name: string): boolean {
  return parsed.values[name] !== undefined;
}

/** `KEY=VALUE` flags as a record. */
export function mapFlag(parsed: Parsed, name: string): Record<string, string> {
  const map: Record<string, string> = {};
  for (const entry of listFlag(parsed, name)) {
    const at = entry.indexOf('=');
    map[at < 0 ? entry : entry.slice(0, at)] = at < 0 ? '' : entry.slice(at + 1);
  }
  return map;
}
