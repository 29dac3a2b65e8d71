/** What dig, host and nslookup share: finding their servers, asking one question after the other, ending with a status. */
import { formatIpv4, type Ipv4, parseIpv4 } from '../../base/ipv4';
import { type Micros, SECOND } from '../../sim/clock';
import { compileMachine } from '../../sim/machine';
import { type DnsMessage, dnsQuery, DnsType, parseName } from '../../wire/dns';
import type { ProcessEvent, Sys } from '../program';
import { readResolvConf } from '../resolver/configuration';
import { type Lookup, onLookup, startLookup } from '../resolver/resolver';
import {
  CLIENT_EFFECTS,
  CLIENT_EVENTS,
  CLIENT_STATES,
  type ClientEffect,
  type ClientEvent,
  clientMachine,
  type ClientState,
} from './client.machine';
import {
  ask,
  createExchange,
  type Exchange,
  exchangeEvent,
  type Listener,
  type Request,
  type Server,
} from './exchange';

export const clientTable = compileMachine(clientMachine, CLIENT_STATES, CLIENT_EVENTS, CLIENT_EFFECTS);

/** What every one of these programs keeps. */
export interface ClientData {
  state: ClientState;
  /** Servers that were given, in the order they were; the first of them is being looked up. */
  readonly wanted: string[];
  readonly addresses: Record<string, readonly Ipv4[]>;
  lookup: Lookup | null;
  exchange: Exchange | null;
  /** Names still to be tried for the question under way, that which is being tried first. */
  names: string[];
  status: number;
}

export function clientData(servers: readonly string[]): ClientData {
  const wanted = [...new Set(servers)];
  return { state: 'starting', wanted, addresses: {}, lookup: null, exchange: null, names: [], status: 0 };
}

/** How one of them goes on. */
export interface Client<D extends ClientData> {
  readonly name: string;
  /** The next question, or null where there is none. */
  next(sys: Sys, data: D): Request | null;
  sent?(sys: Sys, data: D, message: DnsMessage, size: number): void;
  /** Whether notes about SERVFAIL and the like are shown. */
  comments(data: D): boolean;
  answered(sys: Sys, data: D, reply: NonNullable<Exchange['reply']>): void;
  failed(sys: Sys, data: D, how: 'silence' | 'setup'): void;
}

/** Begins: with the first server that is a name, or else with the first question. */
export function startClient<D extends ClientData>(sys: Sys, client: Client<D>, data: D): void {
  sys.process.data = data;
  settleServers(sys, client, data);
}

export function clientEvent<D extends ClientData>(sys: Sys, client: Client<D>, data: D, event: ProcessEvent): void {
  if (data.lookup !== null) {
    if (onLookup(sys, data.lookup, event)) takeLookup(sys, client, data);
  } else if (data.exchange !== null) {
    exchangeEvent(sys, listenerOf(sys, client, data), data.exchange, event);
  }
}

function step<D extends ClientData>(sys: Sys, client: Client<D>, data: D, event: ClientEvent): void {
  const transition = clientTable[data.state][event];
  if (transition === undefined) return;
  data.state = transition.to;
  for (const effect of transition.effects) perform(sys, client, data, effect);
}

function perform<D extends ClientData>(sys: Sys, client: Client<D>, data: D, effect: ClientEffect): void {
  switch (effect) {
    case 'resolve':
      data.lookup = startLookup(sys, data.wanted[0] ?? '', [DnsType.A]);
      takeLookup(sys, client, data);
      return;
    case 'next': {
      const request = client.next(sys, data);
      data.exchange = request === null ? null : createExchange(sys, request);
      step(sys, client, data, request === null ? 'finished' : 'more');
      return;
    }
    case 'ask':
      if (data.exchange !== null) ask(sys, listenerOf(sys, client, data), data.exchange);
      return;
    case 'exit':
      sys.exit(data.status);
  }
}

/** Addresses need no look-up. */
function settleServers<D extends ClientData>(sys: Sys, client: Client<D>, data: D): void {
  for (let name = data.wanted[0]; name !== undefined; name = data.wanted[0]) {
    const ip = parseIpv4(name);
    if (ip === null) {
      step(sys, client, data, 'named');
      return;
    }
    data.addresses[name] = [ip];
    data.wanted.shift();
  }
  step(sys, client, data, 'known');
}

function takeLookup<D extends ClientData>(sys: Sys, client: Client<D>, data: D): void {
  const result = data.lookup?.result ?? null;
  if (result === null) return;
  data.lookup = null;
  const name = data.wanted.shift() ?? '';
  if (result.ok) {
    data.addresses[name] = result.addresses;
    settleServers(sys, client, data);
    return;
  }
  sys.err(`${client.name}: couldn't get address for '${name}': ${REASONS[result.error]}\n`);
  data.status = 1;
  step(sys, client, data, 'unknown');
}

/** What libisc makes of getaddrinfo's errors. */
const REASONS = { EAI_NONAME: 'not found', EAI_NODATA: 'not found', EAI_AGAIN: 'failure' } as const;

function listenerOf<D extends ClientData>(sys: Sys, client: Client<D>, data: D): Listener {
  const goOn = () => {
    data.exchange = null;
    perform(sys, client, data, 'next');
  };
  return {
    note: (line) => {
      sys.out(line);
    },
    comment: (line) => {
      if (client.comments(data)) sys.out(line);
    },
    sent: (message, size) => {
      client.sent?.(sys, data, message, size);
    },
    answered: (reply) => {
      client.answered(sys, data, reply);
      goOn();
    },
    failed: (how) => {
      client.failed(sys, data, how);
      goOn();
    },
  };
}

/** How a command line wants its questions asked. */
export interface Asked {
  readonly class: number;
  readonly recursion: boolean;
  readonly server: string | null;
  readonly port: number;
  /** Seconds, and attempts; null where nothing was said. */
  readonly timeout: number | null;
  readonly tries: number | null;
}

/** The request for the first of the names, with what dighost makes of what was not said; `tries` is the tool's own number. */
export function requestFor(
  sys: Sys,
  data: ClientData,
  asked: Asked,
  { type, stream, tries }: { readonly type: number; readonly stream: boolean; readonly tries: number },
): Request {
  const name = data.names[0] ?? '';
  const patience = patienceOf(sys, tries, stream ? 10 : 5);
  return {
    message: plainQuery(name, type, asked.class, asked.recursion),
    name,
    servers: serversOf(sys, data, asked.server, asked.port),
    stream,
    ignoreTruncation: false,
    patience: asked.timeout === null ? patience.timeout : asked.timeout * SECOND,
    tries: asked.tries ?? patience.tries,
    skipServfail: false,
    checkRecursion: false,
    source: null,
  };
}

/** The servers to ask: those of a name that was given, or those of resolv.conf. */
function serversOf(sys: Sys, data: ClientData, given: string | null, port: number): Server[] {
  const ips = given === null ? readResolvConf(sys.readFile('/etc/resolv.conf')).servers : (data.addresses[given] ?? []);
  return ips.map((ip) => ({ ip, name: given ?? formatIpv4(ip), port }));
}

/** How often and how long BIND's tools wait: what resolv.conf says, and else what they themselves think right. */
function patienceOf(sys: Sys, tries: number, seconds: number): { readonly tries: number; readonly timeout: Micros } {
  const text = sys.readFile('/etc/resolv.conf') ?? '';
  const option = (name: string) => new RegExp(`^options\\s(?:.*\\s)?${name}:(\\d+)`, 'm').exec(text)?.[1];
  const attempts = option('attempts');
  const timeout = option('timeout');
  return {
    tries: attempts === undefined ? tries : Math.max(1, Number(attempts)),
    timeout: (timeout === undefined ? seconds : Math.max(1, Number(timeout))) * SECOND,
  };
}

/**
 * The names to ask for, in their order: with fewer dots than `ndots` the search domains come first (`setup_lookup`,
 * `next_origin`). A name with enough of them is asked for as it is, and only so.
 */
export function searchNames(sys: Sys, name: string, search: boolean, ndots: number | null): string[] {
  const conf = readResolvConf(sys.readFile('/etc/resolv.conf'));
  const dots = name.split('.').length - 1;
  if (!search || name.endsWith('.') || dots >= (ndots ?? conf.ndots)) return [name];
  return [...conf.search.map((domain) => `${name}.${domain}`), name];
}

/** Why a text is no name, in the words of lib/dns; null where it is one. */
export function illegalName(text: string): string | null {
  if (parseName(text) !== null) return null;
  if (/\.\.|^\./.test(text)) return 'empty label';
  return text.split('.').some((label) => label.length > 63) ? 'label too long' : 'ran out of space';
}

/** A name as the wire has it: without its last dot. */
export function relative(name: string): string {
  return name.endsWith('.') ? name.slice(0, -1) : name;
}

/** A plain query, as nslookup and host send it. */
function plainQuery(name: string, type: number, klass: number, recursion: boolean): DnsMessage {
  const message = dnsQuery(0, relative(name), type);
  return {
    ...message,
    recursionDesired: recursion,
    questions: message.questions.map((question) => ({ ...question, class: klass })),
  };
}

/** An address backwards, as its name is asked for; null where the text is none. `10.0` may be the start of one. */
export function reverseText(text: string, partial: boolean): string | null {
  const parts = text.split('.');
  const isAddress = parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256);
  if (!isAddress || parts.length > 4 || (!partial && parts.length < 4)) return null;
  return `${parts.reverse().join('.')}.in-addr.arpa.`;
}

/** Where the aliases of an answer lead. */
export function canonicalName(message: DnsMessage, name: string): string {
  let current = relative(name);
  for (const { type, data, name: owner } of message.answers) {
    if (type === DnsType.CNAME && data.kind === 'name' && owner.toLowerCase() === current.toLowerCase()) {
      current = data.name;
    }
  }
  return current;
}
