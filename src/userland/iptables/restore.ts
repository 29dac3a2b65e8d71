/** iptables-restore (iptables 1.8.9, iptables/xtables-restore.c): a table changes as a whole, or not at all. */
import { type Chain, type Rule, TABLES, type TableName } from '../../kernel/netfilter/netfilter';
import { newChain, replaceTable, runCommand, setCounters, setPolicy } from '../../kernel/netfilter/rules';
import { parseCommand } from '../../kernel/netfilter/spec/command';
import { IptablesError, VERSION } from '../../kernel/netfilter/spec/refusal';
import { splitWords } from '../../kernel/netfilter/spec/words';
import { Complaint, complained, statusOf } from '../complaint';
import type { Sys } from '../program';
import { reader } from '../reading';
import { namesOf } from './names';
import { unprivileged } from './privilege';

export const iptablesRestore = reader('iptables-restore', (sys, text, ended) => {
  const options = parse(sys, text);
  if (complained(options)) return statusOf(sys, options);
  return ended || options.file !== null ? statusOf(sys, restore(sys, options)) : null;
});

interface RestoreOptions {
  /** Where the text is from, null for standard input. */
  readonly file: string | null;
  readonly text: string;
  readonly counters: boolean;
  readonly flush: boolean;
  readonly test: boolean;
  readonly table: string | null;
}

function parse(sys: Sys, piped: string): RestoreOptions | Complaint {
  let [counters, flush, test] = [false, true, false];
  let table: string | null = null;
  let file: string | null = null;
  for (let i = 0; i < sys.args.length; i++) {
    const arg = sys.args[i]!;
    if (arg === '-c' || arg === '--counters') counters = true;
    else if (arg === '-n' || arg === '--noflush') flush = false;
    else if (arg === '-t' || arg === '--test') test = true;
    else if (arg === '-T' || arg === '--table') table = sys.args[++i] ?? '';
    else if (arg === '-w' || arg === '--wait' || arg === '-v' || arg === '--verbose' || arg === '-4') continue;
    else if (arg.startsWith('-')) return new Complaint(`Try \`iptables-restore -h' for more information.\n`, 1);
    else file = arg;
  }
  const text = file === null ? piped : sys.readFile(file);
  if (text === null) return new Complaint(`Can't open ${file}: No such file or directory\n`, 1);
  return { file, text, counters, flush, test, table };
}

/** The line that a rule stands in, and the one that commits it. */
type Place = readonly [line: number, commit: number];

/** A table as it was, to go back to. */
type Saved = readonly Chain[] | null;

function restore(sys: Sys, options: RestoreOptions): Complaint | null {
  const { ns } = sys;
  let table: TableName | null = null;
  let saved: Saved = null;
  let skipped = false;
  const fail = (complaint: Complaint): Complaint => {
    if (table !== null) replaceTable(ns, table, saved);
    return complaint;
  };
  const lines = options.text.replace(/\n$/, '').split('\n');
  for (const [i, line] of lines.entries()) {
    const number = i + 1;
    if (line === '' || line.startsWith('#')) continue;
    if (line.startsWith('*')) {
      const complaint = unprivileged(sys, 'iptables-restore');
      if (complaint !== null) return complaint;
      const name = line.slice(1).trim();
      table = TABLES.find((known) => known === name) ?? null;
      if (table === null)
        return parameterProblem(`iptables-restore: line ${number} table name '${name}' invalid`, number);
      saved = copyChains(ns.netfilter.tables[table]);
      skipped = options.table !== null && options.table !== table;
      if (options.flush && !skipped) replaceTable(ns, table, null);
    } else if (line === 'COMMIT' && table !== null) {
      if (options.test) replaceTable(ns, table, saved);
      table = null;
    } else if (table === null) return new Complaint(`iptables-restore: line ${number} failed\n`, 1);
    else if (!skipped) {
      const complaint = line.startsWith(':')
        ? chainLine(sys, table, line, number, options.counters)
        : ruleLine(sys, table, line, [number, i + 1 + Math.max(0, lines.slice(i).indexOf('COMMIT'))], options.counters);
      if (complaint !== null) return fail(complaint);
    }
  }
  return table === null
    ? null
    : fail(new Complaint(`iptables-restore: COMMIT expected at line ${lines.length + 1}\n`, 1));
}

function copyChains(chains: Readonly<Record<string, Chain>> | undefined): Saved {
  return chains === undefined
    ? null
    : Object.values(chains).map((chain) => ({ ...chain, rules: chain.rules.map((rule): Rule => ({ ...rule })) }));
}

function parameterProblem(message: string, line: number): Complaint {
  const hint = "Try `iptables-restore -h' or 'iptables-restore --help' for more information.\n";
  return new Complaint(
    `iptables-restore v${VERSION} (nf_tables): ${message}\nError occurred at line: ${line}\n${hint}`,
    2,
  );
}

/** `:CHAIN POLICY [PACKETS:BYTES]`: makes a user's chain, or sets a policy and has it counted. */
function chainLine({ ns }: Sys, table: TableName, line: string, number: number, counters: boolean): Complaint | null {
  const [, name = '', policy = '', packets, bytes] = /^:(\S*)\s*(\S*)(?:\s+\[(\d+):(\d+)\])?/.exec(line) ?? [];
  if (policy === '-') {
    if (ns.netfilter.tables[table]?.[name] === undefined) newChain(ns, table, name);
    return null;
  }
  if (setPolicy(ns, table, name, policy) !== null)
    return new Complaint(`iptables-restore: line ${number} failed: Bad policy name.\n`, 1);
  setCounters(ns, table, name, counters ? Number(packets ?? 0) : 0, counters ? Number(bytes ?? 0) : 0);
  return null;
}

function ruleLine(
  sys: Sys,
  table: TableName,
  line: string,
  [number, commit]: Place,
  counters: boolean,
): Complaint | null {
  const counted = /^\[(\d+):(\d+)\]\s*/.exec(line);
  const own = counted !== null && counters ? ['-c', counted[1] ?? '0', counted[2] ?? '0'] : [];
  const words = splitWords(line.slice(counted?.[0].length ?? 0));
  const parsed = parseCommand(['-t', table, ...own, ...words], namesOf(sys));
  const error = parsed instanceof IptablesError ? parsed : runCommand(sys.ns, parsed, `iptables-restore: ${line}`);
  if (error === null) return null;
  const message = /^iptables v\S+ \(nf_tables\): ([^]*?)\n(?:Try [^]*)?$/.exec(error.text)?.[1];
  // Whether a chain is there is seen when the table is committed.
  if (message !== undefined && error.status === 2)
    return parameterProblem(message, message.startsWith('Chain ') ? commit : number);
  const why = /^iptables: ([^]*)\n$/.exec(error.text)?.[1];
  return new Complaint(
    `iptables-restore: line ${number} failed${why === undefined ? '' : `: ${why}`}\n`,
    error.status === 2 ? 2 : 1,
  );
}
