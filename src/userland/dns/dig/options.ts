/** The command line of dig (bin/dig/dig.c of BIND 9.18): names, servers, types and classes in any order, options that bind to what is before them. */
import { parseIpv4 } from '../../../base/ipv4';
import { reverseText } from '../client';
import type { Source } from '../exchange';
import { parseClass, parseType } from '../record-text';
import { type DigQuestion, type DigRefusal, freshQuestion } from './question';
import { DIG_HELP, DIG_USAGE, DIG_VERSION } from './usage';
import { plusOption } from './plus-options';

export interface DigCommand {
  readonly questions: readonly DigQuestion[];
  /** +cmd: whether the first answer is preceded by the command line. */
  readonly greets: boolean;
  /** +short, for every question, wherever it stands. */
  readonly short: boolean;
  /** A server was named before the first name: the greeting counts its addresses. */
  readonly countsServers: boolean;
  readonly port: number;
  readonly source: Source | null;
  /** -u */
  readonly microseconds: boolean;
  /** Warnings that go to standard error before anything else. */
  readonly warnings: string;
}

interface Reading {
  readonly defaults: DigQuestion;
  current: DigQuestion;
  readonly questions: DigQuestion[];
  /** Whether a bare word may be a type or a class: no longer once -t or -c was used. */
  open: boolean;
  greets: boolean;
  short: boolean;
  countsServers: boolean;
  port: number;
  source: Source | null;
  microseconds: boolean;
  warnings: string;
}

const invalidOption = (option: string): DigRefusal => ({
  out: '',
  err: `Invalid option: ${option}\n${DIG_USAGE}`,
  status: 1,
});

/** The questions of an argument list, or what dig says instead. */
export function parseDig(args: readonly string[]): DigCommand | DigRefusal {
  const defaults = freshQuestion();
  const reading: Reading = {
    defaults,
    current: defaults,
    questions: [],
    open: true,
    greets: true,
    short: false,
    countsServers: false,
    port: 53,
    source: null,
    microseconds: false,
    warnings: '',
  };
  for (let i = 0; i < args.length; i++) {
    const arg = args[i]!;
    if (arg.startsWith('@')) takeServer(reading, arg.slice(1));
    else if (arg.startsWith('+')) {
      const refusal = takePlus(reading, arg);
      if (refusal !== null) return refusal;
    } else if (arg.startsWith('-') && arg.length > 1) {
      const taken = takeDash(reading, arg, args[i + 1]);
      if (typeof taken === 'object') return taken;
      i += taken;
    } else if (!reading.open || !takeTypeOrClass(reading, arg)) addName(reading, arg);
  }
  if (reading.questions.length === 0) addRoot(reading);
  const { questions, greets, short, countsServers, port, source, microseconds, warnings } = reading;
  return { questions, greets, short, countsServers, port, source, microseconds, warnings };
}

function takeServer(reading: Reading, name: string): void {
  reading.current.server = name;
  if (reading.questions.length === 0) reading.countsServers = true;
}

function takePlus(reading: Reading, arg: string): DigRefusal | null {
  const taken = plusOption(reading.current, arg.slice(1));
  if (taken === 'invalid') return invalidOption(arg);
  if (taken.refusal !== undefined) return taken.refusal;
  reading.greets = taken.greets ?? reading.greets;
  reading.short = taken.short ?? reading.short;
  return null;
}

/** The last one holds; it is told that there was one before. */
function setType(reading: Reading, type: number): void {
  if (reading.current.type !== null) reading.warnings += ';; Warning, extra type option\n';
  reading.current.type = type;
}

function takeTypeOrClass(reading: Reading, word: string): boolean {
  const type = parseType(word);
  if (type !== null) {
    setType(reading, type);
    return true;
  }
  const klass = parseClass(word);
  if (klass !== null) reading.current.class = klass;
  return klass !== null;
}

function addName(reading: Reading, name: string): void {
  reading.current = { ...reading.defaults, name, display: { ...reading.defaults.display } };
  reading.questions.push(reading.current);
}

/** Nothing was asked for: the servers of the root. */
function addRoot(reading: Reading): void {
  addName(reading, '.');
  reading.current.type ??= parseType('NS');
}

const FLAGS = new Set('46dhimruv'.split(''));
const VALUED = new Set('bcfkpqtxy'.split(''));

/** One option of one letter; how many further arguments it took, or what ends dig. */
function takeDash(reading: Reading, arg: string, following: string | undefined): number | DigRefusal {
  const letter = arg[1]!;
  if (FLAGS.has(letter)) return takeFlag(reading, letter, arg);
  const value = arg.length > 2 ? arg.slice(2) : following;
  if (!VALUED.has(letter) || value === undefined) return invalidOption(arg);
  return takeValue(reading, letter, value, arg) ?? (arg.length > 2 ? 0 : 1);
}

function takeFlag(reading: Reading, letter: string, arg: string): number | DigRefusal {
  switch (letter) {
    case 'h':
      return { out: DIG_HELP, err: '', status: 0 };
    case 'v':
      return { out: '', err: `${DIG_VERSION}\n`, status: 0 };
    case 'u':
      reading.microseconds = true;
      return arg.length > 2 ? takeDash(reading, `-${arg.slice(2)}`, undefined) : 0;
    default:
      return arg.length > 2 ? takeDash(reading, `-${arg.slice(2)}`, undefined) : 0;
  }
}

function takeValue(reading: Reading, letter: string, value: string, arg: string): DigRefusal | null {
  switch (letter) {
    case 'b': {
      const [address = '', port = '0'] = value.split('#');
      const ip = parseIpv4(address);
      if (ip === null) return { out: '', err: `dig: invalid address ${value}\n`, status: 10 };
      if (!/^\d+$/.test(port) || Number(port) > 0xffff) {
        return { out: '', err: `dig: Couldn't parse port number '${port}'\n`, status: 1 };
      }
      reading.source = { ip, port: Number(port) };
      return null;
    }
    case 'c': {
      reading.open = false;
      const klass = parseClass(value);
      if (klass === null) reading.warnings += `;; Warning, ignoring invalid class ${value}\n`;
      else reading.current.class = klass;
      return null;
    }
    case 't': {
      reading.open = false;
      const type = parseType(value);
      if (type === null) reading.warnings += `;; Warning, ignoring invalid type ${value}\n`;
      else setType(reading, type);
      return null;
    }
    case 'f':
      return {
        out: '',
        err: `${value}: No such file or directory\ndig: couldn't open specified batch file\n`,
        status: 8,
      };
    case 'p': {
      if (!/^\d+$/.test(value) || Number(value) > 65535) {
        return {
          out: `invalid port number '${value}': not a valid number\n`,
          err: "dig: Couldn't parse port number\n",
          status: 10,
        };
      }
      reading.port = Number(value);
      return null;
    }
    case 'q':
      addName(reading, value);
      return null;
    case 'x': {
      const name = reverseText(value, true);
      if (name === null) return { out: '', err: `Invalid IP address ${value}\n`, status: 1 };
      addName(reading, name);
      reading.current.type ??= parseType('PTR');
      return null;
    }
    default:
      return invalidOption(arg);
  }
}
