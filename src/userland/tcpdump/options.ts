/** The command line of tcpdump 4.99.3. */
import { getopt } from '../getopt';
import type { Dump } from './packet';
import type { Style } from './print/line';
import { TCPDUMP_USAGE, TCPDUMP_VERSION } from './usage';

export type TimeForm = 'clock' | 'none' | 'epoch' | 'delta' | 'date' | 'since';

export interface TcpdumpOptions {
  /** Null: the first that is up. */
  readonly device: string | null;
  readonly count: number | null;
  readonly numeric: boolean;
  readonly style: Style;
  readonly dump: Dump;
  readonly time: TimeForm;
  /** -#: packets are numbered. */
  readonly numbered: boolean;
  readonly direction: 'in' | 'out' | 'inout';
  readonly snapshot: number;
  readonly list: boolean;
  readonly expression: string;
}

/** What is printed instead, and where. */
export interface TcpdumpRefusal {
  readonly out: string;
  readonly err: string;
  readonly status: number;
}

const LETTERS = 'aAbB:c:C:dDeE:fF:G:hHi:Ij:JKlLm:M:nNOpqQ:r:s:StT:uUvV:w:W:xXy:Yz:Z:#';
const LONGEST_SNAPSHOT = 262144;
const TIMES: readonly TimeForm[] = ['clock', 'none', 'epoch', 'delta', 'date', 'since'];
/** Options that need a file, or a compiler of filters that can be looked into. */
const LEFT_OUT: Readonly<Record<string, string>> = {
  w: 'capture files are not written here: the workbench exports them, and so does `hopscope run`',
  r: 'capture files are not read here',
  V: 'capture files are not read here',
  F: 'filters are not read from files',
  d: 'compiled filters are not shown',
};
/** Long options that change nothing, or have a short form. */
const LONG: Readonly<Record<string, string>> = {
  '--interface': 'i',
  '--list-interfaces': 'D',
  '--number': '#',
  '--absolute-tcp-sequence-numbers': 'S',
  '--no-promiscuous-mode': 'p',
  '--direction': 'Q',
  '--snapshot-length': 's',
  '--packet-buffered': 'U',
  '--buffer-size': 'B',
  '--immediate-mode': 'l',
  '--count': 'l',
  '--print': 'l',
  '--micro': 'l',
  '--nano': 'l',
  '--help': 'h',
};

const refuse = (err: string): TcpdumpRefusal => ({ out: '', err: `tcpdump: ${err}\n`, status: 1 });

/** What an argument list asks for, or what tcpdump says instead. */
export function parseTcpdump(args: readonly string[]): TcpdumpOptions | TcpdumpRefusal {
  const short = shortened(args);
  if (!Array.isArray(short)) return short;
  const parsed = getopt(short, LETTERS);
  if (!parsed.ok) {
    const complaint =
      parsed.error === 'unknown'
        ? `invalid option -- '${parsed.letter}'`
        : `option requires an argument -- '${parsed.letter}'`;
    return { ...refuse(complaint), err: `tcpdump: ${complaint}\n${TCPDUMP_USAGE}` };
  }
  const times = (letter: string) => parsed.options.filter(([one]) => one === letter).length;
  const value = (letter: string) => parsed.options.filter(([one]) => one === letter).at(-1)?.[1] ?? null;
  if (times('h') > 0) return { out: TCPDUMP_USAGE, err: '', status: 0 };
  for (const [letter, reason] of Object.entries(LEFT_OUT)) if (times(letter) > 0) return refuse(reason);
  const [count, snapshot, direction] = [value('c'), value('s'), value('Q')];
  if (count !== null && !/^0*[1-9]\d*$/.test(count)) return refuse(`invalid packet count ${count}`);
  if (snapshot !== null && (!/^\d+$/.test(snapshot) || Number(snapshot) > LONGEST_SNAPSHOT)) {
    return refuse(`invalid snaplen ${snapshot} (must be >= 0 and <= ${LONGEST_SNAPSHOT})`);
  }
  if (direction !== null && !isDirection(direction)) return refuse(`unknown capture direction \`${direction}'`);
  const time = TIMES[times('t')];
  if (time === undefined) return refuse('only -t, -tt, -ttt, -tttt and -ttttt are supported');
  const [hex, hexAscii, ascii] = [times('x'), times('X'), times('A')];
  return {
    device: value('i'),
    count: count === null ? null : Number(count),
    numeric: times('n') > 0,
    style: {
      verbose: times('v'),
      quiet: times('q') > 0,
      link: times('e') > 0,
      absolute: times('S') > 0,
      dumped: hex + hexAscii > 0,
    },
    dump: { hex, hexAscii, ascii },
    time,
    numbered: times('#') > 0,
    direction: direction ?? 'inout',
    snapshot: Number(snapshot ?? 0) || LONGEST_SNAPSHOT,
    list: times('D') > 0,
    expression: parsed.operands.join(' '),
  };
}

function isDirection(text: string): text is 'in' | 'out' | 'inout' {
  return text === 'in' || text === 'out' || text === 'inout';
}

/** Long options as their short forms. */
function shortened(args: readonly string[]): string[] | TcpdumpRefusal {
  const short: string[] = [];
  for (const arg of args) {
    if (!/^--./.test(arg)) {
      short.push(arg);
      continue;
    }
    const [name = '', value] = arg.split('=');
    if (name === '--version') return { out: TCPDUMP_VERSION, err: '', status: 0 };
    const letter = LONG[name];
    if (letter === undefined) {
      const complaint = `unrecognized option '${name}'`;
      return { out: '', err: `tcpdump: ${complaint}\n${TCPDUMP_USAGE}`, status: 1 };
    }
    short.push(`-${letter}`, ...(value === undefined ? [] : [value]));
  }
  return short;
}
