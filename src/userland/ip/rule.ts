/** `ip rule` (ip/iprule.c). */
import { formatIpv4, type Prefix } from '../../base/ipv4';
import { addRule, defaultPriority, deleteRule, type FibAction, FibRule, rulesOf } from '../../kernel/fib-rule';
import { linkByName, MAIN_TABLE } from '../../kernel/netns';
import { Complaint, complained, netlinkAnswers, statusOf, unprivileged } from '../complaint';
import type { Ip } from './context';
import { parseDestination } from './route/selection';
import { tableName, tableNumber } from './table';
import { both, listing, type Twin, twin } from './twin';
import { RULE_USAGE } from './usage';
import { abbreviates, needed, notA, peek, take, unsigned, type Words, wrong } from './words';

/** Runs it; its exit status. */
export function ipRule(ip: Ip, words: Words): number {
  const verb = take(words) ?? 'list';
  const is = (...names: string[]) => names.some((name) => abbreviates(verb, name));
  if (is('list', 'lst', 'show')) return show(ip, words);
  if (is('add')) return statusOf(ip.sys, modify(ip, words, 'add'));
  if (is('delete')) return statusOf(ip.sys, modify(ip, words, 'del'));
  if (is('flush')) return flush(ip, words);
  if (is('help')) return statusOf(ip.sys, RULE_USAGE);
  return statusOf(ip.sys, new Complaint(`Command "${verb}" is unknown, try "ip rule help".\n`, 255));
}

/** What was said of a rule; null where nothing was. */
interface Wanted {
  priority: number | null;
  src: Prefix | null;
  dst: Prefix | null;
  iif: string | null;
  oif: string | null;
  mark: { value: number; mask: number } | null;
  table: number | null;
  action: FibAction | null;
  not: boolean;
}

const ACTIONS: readonly FibAction[] = ['blackhole', 'unreachable', 'prohibit'];

function parse(words: Words): Wanted | Complaint {
  const wanted: Wanted = {
    priority: null,
    src: null,
    dst: null,
    iif: null,
    oif: null,
    mark: null,
    table: null,
    action: null,
    not: false,
  };
  for (let word = take(words); word !== null; word = take(words)) {
    const complaint = parseWord(words, word, wanted);
    if (complaint !== null) return complaint;
  }
  return wanted;
}

function parseWord(words: Words, word: string, wanted: Wanted): Complaint | null {
  if (word === 'not') {
    wanted.not = true;
    return null;
  }
  const keyword = [
    'from',
    'to',
    'preference',
    'order',
    'priority',
    'fwmark',
    'table',
    'lookup',
    'dev',
    'iif',
    'oif',
  ].find(
    (known) =>
      word === known || (word.length > 1 && ['preference', 'priority'].includes(known) && abbreviates(word, known)),
  );
  if (keyword === undefined) return parseAction(words, word, wanted);
  const value = needed(words);
  if (complained(value)) return value;
  switch (keyword) {
    case 'from':
    case 'to': {
      const prefix = parseDestination(value);
      if (prefix === null) return notA('any valid prefix', value);
      wanted[keyword === 'from' ? 'src' : 'dst'] = prefix.length === 0 ? null : prefix;
      return null;
    }
    case 'fwmark': {
      const [mark = '', mask = '0xffffffff'] = value.split('/');
      const numbers = [unsigned(mark, 32), unsigned(mask, 32)] as const;
      if (numbers[0] === null) return wrong(value, 'fwmark value is invalid\n');
      if (numbers[1] === null) return wrong(value, 'fwmask value is invalid\n');
      wanted.mark = { value: numbers[0], mask: numbers[1] };
      return null;
    }
    case 'table':
    case 'lookup':
      wanted.table = tableNumber(value);
      wanted.action = 'lookup';
      return wanted.table === null ? wrong(value, 'invalid table ID\n') : null;
    case 'dev':
    case 'iif':
      wanted.iif = value;
      return null;
    case 'oif':
      wanted.oif = value;
      return null;
    default:
      wanted.priority = unsigned(value, 32);
      return wanted.priority === null ? wrong(value, 'preference value is invalid\n') : null;
  }
}

function parseAction(words: Words, word: string, wanted: Wanted): Complaint | null {
  const named = word === 'type' ? needed(words) : word;
  if (complained(named)) return named;
  if (abbreviates(named, 'help')) return RULE_USAGE;
  const action = ACTIONS.find((known) => known === named);
  if (action === undefined) return wrong(named, 'Failed to parse rule type');
  wanted.action = action;
  return null;
}

function modify(ip: Ip, words: Words, verb: 'add' | 'del'): Complaint | null {
  if (peek(words) === null) return new Complaint(`"ip rule ${verb}" requires arguments.\n`, 1);
  const wanted = parse(words);
  if (complained(wanted)) return wanted;
  const refused = unprivileged(ip.sys);
  if (refused !== null) return refused;
  if (verb === 'del') return netlinkAnswers(deleteRule(ip.ns, (rule) => isLike(rule, wanted)));
  const { src, dst, iif, oif, mark, not } = wanted;
  const action = wanted.action ?? 'lookup';
  const priority = wanted.priority ?? defaultPriority(ip.ns);
  const table = action === 'lookup' ? (wanted.table ?? MAIN_TABLE) : 0;
  addRule(ip.ns, new FibRule(priority, action, table, src, dst, iif, oif, mark, not));
  return null;
}

/** Whether a rule has all that was said (`rule_find`). */
function isLike(rule: FibRule, wanted: Wanted): boolean {
  return (
    (wanted.priority === null || rule.priority === wanted.priority) &&
    (wanted.table === null || rule.table === wanted.table) &&
    (wanted.action === null || rule.action === wanted.action) &&
    (wanted.iif === null || rule.iif === wanted.iif) &&
    (wanted.oif === null || rule.oif === wanted.oif) &&
    (wanted.mark === null || (rule.mark?.value === wanted.mark.value && rule.mark.mask === wanted.mark.mask)) &&
    (wanted.src === null || isSame(rule.src, wanted.src)) &&
    (wanted.dst === null || isSame(rule.dst, wanted.dst))
  );
}

function isSame(a: Prefix | null, b: Prefix): boolean {
  return a?.address === b.address && a.length === b.length;
}

function show(ip: Ip, words: Words): number {
  const wanted = parse(words);
  if (complained(wanted)) return statusOf(ip.sys, wanted);
  const six = ip.options.family === 'inet6';
  const rules = six ? rulesOf(ip.ns).filter(({ priority }) => priority === 0 || priority === 32766) : rulesOf(ip.ns);
  ip.sys.out(
    listing(
      rules.filter((rule) => isLike(rule, wanted)).map((rule) => printRule(ip, rule)),
      ip.options,
    ),
  );
  return 0;
}

/** All but those of priority 0; with a table, only those that ask it. */
function flush(ip: Ip, words: Words): number {
  const wanted = parse(words);
  if (complained(wanted)) return statusOf(ip.sys, wanted);
  const refused = unprivileged(ip.sys);
  if (refused !== null) return statusOf(ip.sys, refused);
  ip.ns.rules = rulesOf(ip.ns).filter((rule) => rule.priority === 0 || !isLike(rule, wanted));
  return 0;
}

function printRule(ip: Ip, rule: FibRule): Twin {
  const record = twin();
  both(record, 'priority', rule.priority, `${rule.priority}:\t`);
  if (rule.not) both(record, 'not', null, 'not ');
  if (rule.src === null) both(record, 'src', 'all', 'from all ');
  else printPrefix(record, 'src', 'from', rule.src);
  if (rule.dst !== null) printPrefix(record, 'dst', 'to', rule.dst);
  if (rule.mark !== null) printMark(record, rule.mark);
  for (const side of ['iif', 'oif'] as const) {
    const dev = rule[side];
    if (dev === null) continue;
    both(record, side, dev, `${side} ${dev} `);
    if (linkByName(ip.ns, dev) === null) both(record, `${side}_detached`, null, '[detached] ');
  }
  if (rule.action === 'lookup') both(record, 'table', tableName(rule.table), `lookup ${tableName(rule.table)}`);
  else both(record, 'action', rule.action, rule.action);
  if (ip.options.details) {
    const protocol = [0, 32766, 32767].includes(rule.priority) ? 'kernel' : 'unspec';
    both(record, 'protocol', protocol, ` proto ${protocol}`);
  }
  record.text += '\n';
  return record;
}

function printPrefix(record: Twin, key: 'src' | 'dst', word: string, prefix: Prefix): void {
  const address = formatIpv4(prefix.address);
  both(record, key, address, `${word} ${address}${prefix.length < 32 ? `/${prefix.length}` : ''} `);
  if (prefix.length < 32) record.json[`${key}len`] = prefix.length;
}

function printMark(record: Twin, mark: { readonly value: number; readonly mask: number }): void {
  const value = `0x${mark.value.toString(16)}`;
  both(record, 'fwmark', value, `fwmark ${value}`);
  const mask = `0x${mark.mask.toString(16)}`;
  if (mark.mask !== 0xffffffff) both(record, 'fwmask', mask, `/${mask}`);
  record.text += ' ';
}
