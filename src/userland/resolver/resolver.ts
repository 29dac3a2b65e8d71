/**
 * Names and addresses as programs look them up (getaddrinfo, getnameinfo of glibc: nsswitch `hosts: files dns`). A look-up is
 * plain data in its program's own: `startLookup` begins it, every event goes to `onLookup` until `result` says how it ended.
 */
import { formatIpv4, type Ipv4 } from '../../base/ipv4';
import { formatIpv6 } from '../../base/ipv6';
import { close, connect, openUdp, receiveFrom, send } from '../../kernel/socket/calls';
import { SECOND } from '../../sim/clock';
import { compileMachine } from '../../sim/machine';
import { randomBelow } from '../../sim/random';
import { decodeDns, DNS_PORT, dnsQuery, DnsType, encodeDns, parseName, Rcode, reverseName } from '../../wire/dns';
import type { ProcessEvent, Sys } from '../program';
import { candidatesOf, readHosts, readResolvConf, type ResolvConf } from './configuration';
import { parseInetAton } from './numeric';
import {
  RESOLVER_EFFECTS,
  RESOLVER_EVENTS,
  RESOLVER_STATES,
  type ResolverEffect,
  type ResolverEvent,
  resolverMachine,
  type ResolverState,
} from './resolver.machine';

export const resolverTable = compileMachine(resolverMachine, RESOLVER_STATES, RESOLVER_EVENTS, RESOLVER_EFFECTS);

/** EAI_… of getaddrinfo(3), and what gai_strerror(3) says of each. */
export const GAI_STRERROR = {
  EAI_NONAME: 'Name or service not known',
  EAI_AGAIN: 'Temporary failure in name resolution',
  EAI_NODATA: 'No address associated with hostname',
} as const;
export type GaiError = keyof typeof GAI_STRERROR;

export type LookupResult =
  | {
      readonly ok: true;
      readonly addresses: readonly Ipv4[];
      /** Addresses of IPv6, as text. */
      readonly addresses6: readonly string[];
      /** For an address: its name. For a name: the name that was found. */
      readonly name: string;
    }
  | { readonly ok: false; readonly error: GaiError };

interface Question {
  readonly type: number;
  readonly id: number;
  rcode: number | null;
}

export interface Lookup {
  state: ResolverState;
  result: LookupResult | null;
  readonly conf: ResolvConf;
  /** The names still to be tried, the one under way first. */
  readonly names: string[];
  /** Whether the name itself is tried before the search domains, and what became of it. */
  readonly asIsFirst: boolean;
  firstError: GaiError | null;
  nodata: boolean;
  readonly types: readonly number[];
  readonly questions: Question[];
  readonly addresses: Ipv4[];
  readonly addresses6: string[];
  pointer: string | null;
  server: number;
  attempt: number;
  socket: string | null;
}

/** The timer of the process that its look-up has; a process looks one thing up at a time. */
const TIMER = 'resolver';

function createLookup(conf: ResolvConf, names: string[], types: readonly number[]): Lookup {
  return {
    state: 'idle',
    result: null,
    conf,
    names,
    asIsFirst: names.length > 1 && names[1]?.startsWith(`${names[0] ?? ''}.`) === true,
    firstError: null,
    nodata: false,
    types,
    questions: [],
    addresses: [],
    addresses6: [],
    pointer: null,
    server: 0,
    attempt: 0,
    socket: null,
  };
}

/** A and AAAA at once, as getaddrinfo asks with AF_UNSPEC; `[DnsType.A]` is AF_INET. */
export const BOTH_FAMILIES: readonly number[] = [DnsType.A, DnsType.AAAA];

/** Looks a host up. Its `result` may be there at once. */
export function startLookup(sys: Sys, host: string, types: readonly number[] = BOTH_FAMILIES): Lookup {
  const conf = readResolvConf(sys.readFile('/etc/resolv.conf'));
  const lookup = createLookup(conf, candidatesOf(host, conf), types);
  const numeric = parseInetAton(host);
  if (numeric !== null) lookup.addresses.push(numeric);
  const canonical = numeric === null ? readFiles(sys, lookup, host) : null;
  if (lookup.addresses.length + lookup.addresses6.length > 0) {
    lookup.names.splice(0, lookup.names.length, canonical ?? host);
    step(sys, lookup, 'known');
  } else begin(sys, lookup, host !== '' && parseName(host) !== null);
  return lookup;
}

/** Looks the name of an address up. Its `result` may be there at once. */
export function startReverse(sys: Sys, ip: Ipv4): Lookup {
  const conf = readResolvConf(sys.readFile('/etc/resolv.conf'));
  const lookup = createLookup(conf, [reverseName(ip)], [DnsType.PTR]);
  const entry = readHosts(sys.readFile('/etc/hosts')).find((one) => one.ip === ip);
  lookup.pointer = entry?.names[0] ?? null;
  if (lookup.pointer !== null) step(sys, lookup, 'known');
  else begin(sys, lookup, true);
  return lookup;
}

/** Takes the addresses that /etc/hosts has for a name; the first name of its line, which is the canonical one. */
function readFiles(sys: Sys, lookup: Lookup, host: string): string | null {
  const lower = host.toLowerCase();
  let canonical: string | null = null;
  for (const entry of readHosts(sys.readFile('/etc/hosts'))) {
    if (!entry.names.some((name) => name.toLowerCase() === lower)) continue;
    if (entry.ip !== null && lookup.types.includes(DnsType.A)) lookup.addresses.push(entry.ip);
    if (entry.ip === null && lookup.types.includes(DnsType.AAAA)) lookup.addresses6.push(entry.text);
    canonical ??= entry.names[0] ?? null;
  }
  return canonical;
}

function begin(sys: Sys, lookup: Lookup, isName: boolean): void {
  step(sys, lookup, isName ? 'ask' : 'exhausted');
}

/** Takes an event of the process; whether it was this look-up's. */
export function onLookup(sys: Sys, lookup: Lookup, event: ProcessEvent): boolean {
  if (lookup.state !== 'asking') return false;
  if (event.type === 'timer' && event.name === TIMER) {
    tryNext(sys, lookup);
    return true;
  }
  if (event.type !== 'socket' || event.socket !== lookup.socket) return false;
  listen(sys, lookup);
  return true;
}

/** Gives up: the socket and the timer are free. */
export function dropLookup(sys: Sys, lookup: Lookup): void {
  perform(sys, lookup, 'hangUp');
}

function step(sys: Sys, lookup: Lookup, event: ResolverEvent): void {
  const transition = resolverTable[lookup.state][event];
  if (transition === undefined) return;
  lookup.state = transition.to;
  for (const effect of transition.effects) perform(sys, lookup, effect);
  lookup.result ??= resultOf(lookup);
}

function resultOf(lookup: Lookup): LookupResult | null {
  switch (lookup.state) {
    case 'found': {
      const { addresses, addresses6, pointer } = lookup;
      return {
        ok: true,
        addresses: [...addresses],
        addresses6: [...addresses6],
        name: pointer ?? lookup.names[0] ?? '',
      };
    }
    case 'unknown':
      return { ok: false, error: lookup.firstError ?? (lookup.nodata ? 'EAI_NODATA' : 'EAI_NONAME') };
    case 'failed':
      return { ok: false, error: 'EAI_AGAIN' };
    default:
      return null;
  }
}

function perform(sys: Sys, lookup: Lookup, effect: ResolverEffect): void {
  switch (effect) {
    case 'firstServer':
      hangUp(sys, lookup);
      lookup.server = 0;
      lookup.attempt = 0;
      lookup.questions.splice(0, lookup.questions.length);
      for (const type of lookup.types)
        lookup.questions.push({ type, id: randomBelow(sys.k.random, 0x10000), rcode: null });
      return;
    case 'nextName':
      lookup.names.shift();
      return;
    case 'nextServer':
      lookup.server++;
      if (lookup.conf.servers.length > 1) hangUp(sys, lookup);
      if (lookup.server < lookup.conf.servers.length) return;
      lookup.server = 0;
      lookup.attempt++;
      return;
    case 'send':
      ask(sys, lookup);
      return;
    case 'hangUp':
      hangUp(sys, lookup);
  }
}

function hangUp(sys: Sys, lookup: Lookup): void {
  sys.cancel(TIMER);
  if (lookup.socket !== null) close(sys, lookup.socket);
  lookup.socket = null;
}

/** Sends every question that has no answer yet to the server whose turn it is (`send_dg`). */
function ask(sys: Sys, lookup: Lookup): void {
  const { conf, server } = lookup;
  if (lookup.socket === null) {
    lookup.socket = openUdp(sys, sys.process.pid);
    const failed = connect(sys, lookup.socket, conf.servers[server] ?? 0, DNS_PORT);
    if (failed !== null) {
      tryNext(sys, lookup);
      return;
    }
  }
  const name = lookup.names[0] ?? '';
  for (const question of lookup.questions) {
    if (question.rcode === null) send(sys, lookup.socket, encodeDns(dnsQuery(question.id, name, question.type)));
  }
  const seconds = server === 0 ? conf.timeout : Math.max(1, Math.floor((conf.timeout << server) / conf.servers.length));
  sys.timer(TIMER, seconds * SECOND);
}

/** Another server, another attempt, or the end: silence to a name that had search domains before it ends the whole look-up. */
function tryNext(sys: Sys, lookup: Lookup): void {
  const { conf } = lookup;
  const last = lookup.server === conf.servers.length - 1 && lookup.attempt === conf.attempts - 1;
  if (!last) step(sys, lookup, 'next');
  else if (isAsIsFirst(lookup)) {
    lookup.firstError = 'EAI_AGAIN';
    step(sys, lookup, 'negative');
  } else step(sys, lookup, 'silent');
}

function listen(sys: Sys, lookup: Lookup): void {
  while (lookup.socket !== null) {
    const got = receiveFrom(sys, lookup.socket);
    if (got === 'EAGAIN') return;
    if (typeof got === 'string') {
      hangUp(sys, lookup);
      tryNext(sys, lookup);
      return;
    }
    takeAnswer(sys, lookup, got.payload);
  }
}

function takeAnswer(sys: Sys, lookup: Lookup, bytes: Uint8Array): void {
  const message = decodeDns(bytes);
  const question = lookup.questions.find(({ id, rcode }) => id === message?.id && rcode === null);
  const [asked] = message?.questions ?? [];
  if (message?.response !== true || question === undefined || asked?.type !== question.type) return;
  if (asked.name.toLowerCase() !== (lookup.names[0] ?? '').toLowerCase()) return;
  if (message.rcode === Rcode.ServFail || message.rcode === Rcode.NotImp || message.rcode === Rcode.Refused) {
    hangUp(sys, lookup);
    tryNext(sys, lookup);
    return;
  }
  question.rcode = message.rcode;
  for (const { data } of message.answers) {
    if (data.kind === 'A') lookup.addresses.push(data.address);
    else if (data.kind === 'AAAA') lookup.addresses6.push(formatIpv6(data.address));
    else if (data.kind === 'name' && question.type === DnsType.PTR) lookup.pointer ??= data.name;
  }
  if (lookup.questions.every(({ rcode }) => rcode !== null)) conclude(sys, lookup);
}

function conclude(sys: Sys, lookup: Lookup): void {
  if (lookup.addresses.length + lookup.addresses6.length > 0 || lookup.pointer !== null) {
    step(sys, lookup, 'answered');
    return;
  }
  const empty = lookup.questions.some(({ rcode }) => rcode === Rcode.NoError);
  if (empty) lookup.nodata = true;
  if (isAsIsFirst(lookup)) lookup.firstError = empty ? 'EAI_NODATA' : 'EAI_NONAME';
  step(sys, lookup, lookup.names.length > 1 ? 'negative' : 'exhausted');
}

/** The name itself is being tried before the search domains: what becomes of it is what is told in the end (`saved_herrno`). */
function isAsIsFirst(lookup: Lookup): boolean {
  return lookup.asIsFirst && lookup.names.length > lookup.conf.search.length;
}

/** What an address is called on screen: its name with the address where there is one. */
export function nameOf(lookup: Lookup, ip: Ipv4): string {
  return lookup.result?.ok === true ? lookup.result.name : formatIpv4(ip);
}
