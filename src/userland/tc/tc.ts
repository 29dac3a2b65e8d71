/** `tc qdisc` of iproute2 6.1, for the discipline that matters here: netem. */
import type { Link, Netem } from '../../kernel/link/link';
import { linkByName, linksInOrder, type Netns } from '../../kernel/netns';
import { Complaint, complained, netlinkAnswers, netlinkError, statusOf, unprivileged } from '../complaint';
import { namespaceNamed } from '../ip/context';
import { cannotOpen } from '../ip/netns';
import { both, listing, type Twin, twin } from '../ip/twin';
import { abbreviates, INCOMPLETE, needed, noDevice, take, type Words, wordsOf } from '../ip/words';
import { command, type Program, type Sys } from '../program';
import { netemFields, parseNetem } from './netem';
import { QDISC_USAGE, TC_USAGE } from './usage';

interface Tc {
  readonly sys: Sys;
  readonly ns: Netns;
  readonly statistics: boolean;
  readonly json: boolean;
  readonly pretty: boolean;
}

const tc = command('tc', (sys) => {
  const options = { statistics: false, json: false, pretty: false };
  let ns = sys.ns;
  let at = 0;
  for (; at < sys.args.length; at++) {
    const option = (sys.args[at] ?? '').replace(/^--/, '-');
    if (!option.startsWith('-')) break;
    const is = (...names: string[]) => names.some((name) => abbreviates(option, name));
    if (is('-stats', '-statistics')) options.statistics = true;
    else if (is('-json')) options.json = true;
    else if (is('-pretty')) options.pretty = true;
    else if (is('-Version')) {
      sys.out('tc utility, iproute2-6.1.0, libbpf 1.1.2\n');
      return 0;
    } else if (is('-help')) return statusOf(sys, TC_USAGE);
    else if (is('-netns')) {
      const name = sys.args[++at] ?? '';
      const target = namespaceNamed(sys, name);
      if (target === null) return statusOf(sys, cannotOpen(name));
      ns = target;
    } else if (!is('-details', '-raw', '-oneline', '-iec', '-graph') && !option.startsWith('-c')) {
      return statusOf(sys, new Complaint(`Option "${option}" is unknown, try "tc -help".\n`, 255));
    }
  }
  const [object, ...rest] = sys.args.slice(at);
  if (object === undefined || abbreviates(object, 'help')) return statusOf(sys, TC_USAGE);
  if (abbreviates(object, 'qdisc')) return qdisc({ sys, ns, ...options }, wordsOf(rest));
  if (['class', 'filter', 'chain', 'action', 'monitor'].some((name) => abbreviates(object, name))) return 0;
  sys.err(`Object "${object}" is unknown, try "tc help".\n`);
  return 255;
});

function qdisc(tc: Tc, words: Words): number {
  const verb = take(words) ?? 'show';
  const is = (...names: string[]) => names.some((name) => abbreviates(verb, name));
  if (is('add', 'change', 'replace', 'link', 'delete')) {
    const kind = is('add') ? 'add' : is('change') ? 'change' : is('delete') ? 'delete' : 'replace';
    return statusOf(tc.sys, modify(tc, words, kind));
  }
  if (is('list', 'show', 'lst')) return show(tc, words);
  if (is('help')) return statusOf(tc.sys, QDISC_USAGE);
  return statusOf(tc.sys, new Complaint(`Command "${verb}" is unknown, try "tc qdisc help".\n`, 255));
}

interface Request {
  dev: string | null;
  root: boolean;
  kind: string | null;
  netem: Partial<Netem> | null;
  handle: number | null;
}

function parseRequest(words: Words): Request | Complaint {
  const request: Request = { dev: null, root: false, kind: null, netem: null, handle: null };
  for (let word = take(words); word !== null; word = take(words)) {
    if (word === 'root') request.root = true;
    else if (word === 'dev' || word === 'handle' || word === 'parent') {
      const value = needed(words);
      if (complained(value)) return value;
      if (word === 'dev') request.dev = value;
      else if (word === 'handle') request.handle = parseInt(value, 16);
      else request.root ||= value === 'root';
    } else if (abbreviates(word, 'help')) return QDISC_USAGE;
    else {
      request.kind = word;
      if (word !== 'netem') break;
      const netem = parseNetem(words);
      if (complained(netem)) return netem;
      request.netem = netem;
    }
  }
  return request;
}

function modify(tc: Tc, words: Words, verb: 'add' | 'change' | 'replace' | 'delete'): Complaint | null {
  const request = parseRequest(words);
  if (complained(request)) return request;
  if (request.dev === null) return netlinkAnswers('ENODEV');
  const link = linkByName(tc.ns, request.dev);
  if (link === null) return noDevice(request.dev);
  const refused = unprivileged(tc.sys);
  if (refused !== null) return refused;
  if (verb === 'delete') {
    if (link.netem === null)
      return netlinkError(
        request.kind === null
          ? 'Cannot delete qdisc with handle of zero.'
          : 'Invalid qdisc name: must match existing qdisc.',
      );
    if (request.kind !== null && request.kind !== 'netem')
      return netlinkError('Invalid qdisc name: must match existing qdisc.');
    link.netem = null;
    return null;
  }
  if (!request.root) return netlinkError('Handle cannot be zero.');
  if (verb === 'add' && link.netem !== null) return netlinkError('Exclusivity flag on, cannot modify.');
  if (verb === 'change' && link.netem === null)
    return netlinkError('Qdisc not found. To create specify NLM_F_CREATE flag.');
  if (request.netem === null) return netlinkError('Specified qdisc kind is unknown.');
  link.netem = { ...NOTHING, ...request.netem, handle: link.netem?.handle ?? request.handle ?? nextHandle(tc.ns) };
  return null;
}

const NOTHING = { delay: 0, jitter: 0, loss: 0, duplicate: 0, reorder: 0, corrupt: 0, limit: 1000 } as const;

/** Where `qdisc_alloc_handle` begins. */
const FIRST_HANDLE = 0x8001;

function nextHandle(ns: Netns): number {
  return Math.max(FIRST_HANDLE - 1, ...linksInOrder(ns).map((link) => link.netem?.handle ?? 0)) + 1;
}

function show(tc: Tc, words: Words): number {
  let dev: string | null = null;
  for (let word = take(words); word !== null; word = take(words)) {
    if (word === 'dev') {
      dev = take(words);
      if (dev === null) return statusOf(tc.sys, INCOMPLETE);
    } else if (abbreviates(word, 'help')) return statusOf(tc.sys, QDISC_USAGE);
    else if (word !== 'root' && word !== 'invisible')
      return statusOf(tc.sys, new Complaint(`What is "${word}"? Try "tc qdisc help".\n`, 255));
  }
  if (dev !== null && linkByName(tc.ns, dev) === null) return statusOf(tc.sys, noDevice(dev));
  const links = linksInOrder(tc.ns).filter(
    (link) => (dev === null || link.name === dev) && (link.netem !== null || link.qdisc !== 'noop'),
  );
  tc.sys.out(
    listing(
      links.map((link) => printQdisc(tc, link, dev === null)),
      tc,
    ),
  );
  return 0;
}

function printQdisc(tc: Tc, link: Link, withDevice: boolean): Twin {
  const record = twin();
  const { netem } = link;
  const kind = netem === null ? 'noqueue' : 'netem';
  both(record, 'kind', kind, `qdisc ${kind} `);
  const handle = `${netem === null ? '0' : (netem.handle ?? FIRST_HANDLE).toString(16)}:`;
  both(record, 'handle', handle, `${handle} `);
  if (withDevice) both(record, 'dev', link.name, `dev ${link.name} `);
  both(record, 'root', true, 'root ');
  const references = netem !== null && link.kind === 'veth' ? 3 : 2;
  both(record, 'refcnt', references, `refcnt ${references} `);
  const fields = netem === null ? [] : netemFields(netem);
  record.json['options'] = Object.fromEntries(fields.map(([key, value]) => [key, value]));
  record.text += fields.map(([, , text]) => text).join('');
  record.text += '\n';
  if (tc.statistics) {
    const { txBytes, txPackets, txDropped } = link.stats;
    const [bytes, packets, dropped] = netem === null ? [0, 0, 0] : [txBytes, txPackets, txDropped];
    Object.assign(record.json, { bytes, packets, drops: dropped, overlimits: 0, requeues: 0, backlog: 0, qlen: 0 });
    record.text += ` Sent ${bytes} bytes ${packets} pkt (dropped ${dropped}, overlimits 0 requeues 0) \n backlog 0b 0p requeues 0\n`;
  }
  return record;
}

export const tcPrograms: readonly Program[] = [tc];
