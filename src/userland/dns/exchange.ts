/**
 * One question put to a list of servers: attempts, time-outs, the next server, TCP for an answer that is too long
 * (bin/dig/dighost.c). It is plain data of its program; every event of the process goes to `exchangeEvent`.
 */
import { formatIpv4, type Ipv4 } from '../../base/ipv4';
import type { Errno } from '../../kernel/errno';
import {
  bind,
  close,
  connect,
  connected,
  openTcp,
  openUdp,
  receive,
  receiveFrom,
  send,
  setOptions,
} from '../../kernel/socket/calls';
import type { Micros } from '../../sim/clock';
import { compileMachine } from '../../sim/machine';
import { randomBelow } from '../../sim/random';
import { decodeDns, type DnsMessage, encodeDns, Rcode } from '../../wire/dns';
import type { ProcessEvent, Sys } from '../program';
import {
  EXCHANGE_EFFECTS,
  EXCHANGE_EVENTS,
  EXCHANGE_STATES,
  type ExchangeEffect,
  type ExchangeEvent,
  exchangeMachine,
  type ExchangeState,
} from './exchange.machine';

export const exchangeTable = compileMachine(exchangeMachine, EXCHANGE_STATES, EXCHANGE_EVENTS, EXCHANGE_EFFECTS);

export interface Server {
  readonly ip: Ipv4;
  /** As the user named it. */
  readonly name: string;
  readonly port: number;
}

export interface Request {
  /** Its id is drawn anew for every exchange, and for the way by TCP. */
  readonly message: DnsMessage;
  /** The name as error messages give it. */
  readonly name: string;
  readonly servers: readonly Server[];
  readonly stream: boolean;
  /** Take a truncated answer as it is. */
  readonly ignoreTruncation: boolean;
  readonly patience: Micros;
  readonly tries: number;
  /** SERVFAIL sends it to the next server. */
  readonly skipServfail: boolean;
  /** So does an answer of a server that does not recurse. */
  readonly checkRecursion: boolean;
  /** Where it is asked from; port 0 leaves that to the kernel. */
  readonly source: Source | null;
}

export interface Source {
  readonly ip: Ipv4;
  readonly port: number;
}

export interface Reply {
  readonly message: DnsMessage;
  readonly size: number;
  readonly server: Server;
  readonly stream: boolean;
  readonly elapsed: Micros;
}

/** Who hears what becomes of an exchange. */
export interface Listener {
  /** Something went wrong on the way. */
  note(line: string): void;
  /** Something that is told with the header lines of an answer. */
  comment(line: string): void;
  sent(message: DnsMessage, size: number): void;
  answered(reply: Reply): void;
  /** No server could be reached: after silence or a refusal, or because nothing could be sent at all. */
  failed(how: 'silence' | 'setup'): void;
}

export interface Exchange {
  state: ExchangeState;
  readonly request: Request;
  id: number;
  /** Which server, and how many attempts are left. */
  server: number;
  tries: number;
  socket: string | null;
  sentAt: Micros;
  /** What of a stream has come. */
  inbox: Uint8Array;
  reply: Reply | null;
  failure: 'silence' | 'setup';
}

const EXCHANGE_TIMER = 'exchange';

/** An exchange that has not begun. */
export function createExchange(sys: Sys, request: Request): Exchange {
  return {
    state: 'ready',
    request,
    id: randomBelow(sys.k.random, 0x10000),
    server: 0,
    tries: request.tries,
    socket: null,
    sentAt: 0,
    inbox: new Uint8Array(0),
    reply: null,
    failure: 'silence',
  };
}

/** Begins it, with the first server: the listener may hear the end at once. */
export function ask(sys: Sys, listener: Listener, exchange: Exchange): void {
  step(sys, listener, exchange, exchange.request.stream ? 'stream' : 'datagram');
}

/** Takes an event of the process that may be this exchange's. */
export function exchangeEvent(sys: Sys, listener: Listener, exchange: Exchange, event: ProcessEvent): void {
  if (event.type === 'timer' && event.name === EXCHANGE_TIMER) {
    if (exchange.state === 'connecting') setupFailed(sys, listener, exchange, 'Connection to', 'timed out');
    else communicationFailed(sys, listener, exchange, 'timed out');
  } else if (event.type === 'socket' && event.socket === exchange.socket) {
    if (exchange.state === 'asking') readDatagrams(sys, listener, exchange);
    else if (exchange.state === 'connecting') readConnection(sys, listener, exchange);
    else if (exchange.state === 'reading') readStream(sys, listener, exchange);
  }
}

function step(sys: Sys, listener: Listener, exchange: Exchange, event: ExchangeEvent): void {
  const transition = exchangeTable[exchange.state][event];
  if (transition === undefined) return;
  exchange.state = transition.to;
  for (const effect of transition.effects) perform(sys, listener, exchange, effect);
}

function perform(sys: Sys, listener: Listener, exchange: Exchange, effect: ExchangeEffect): void {
  switch (effect) {
    case 'transmit':
      transmit(sys, listener, exchange);
      return;
    case 'connect':
      openStream(sys, listener, exchange);
      return;
    case 'write':
      write(sys, listener, exchange);
      return;
    case 'settle':
      hangUp(sys, exchange);
      if (exchange.reply !== null) listener.answered(exchange.reply);
      return;
    case 'giveUp':
      hangUp(sys, exchange);
      listener.failed(exchange.failure);
  }
}

function hangUp(sys: Sys, exchange: Exchange): void {
  sys.cancel(EXCHANGE_TIMER);
  if (exchange.socket !== null) close(sys, exchange.socket);
  exchange.socket = null;
}

function serverOf(exchange: Exchange): Server {
  return exchange.request.servers[exchange.server] ?? { ip: 0, name: '', port: 0 };
}

/** `172.18.0.2#53` */
export function serverText(server: Server): string {
  return `${formatIpv4(server.ip)}#${server.port}`;
}

function open(sys: Sys, exchange: Exchange, socket: string): Errno | null {
  hangUp(sys, exchange);
  exchange.socket = socket;
  exchange.inbox = new Uint8Array(0);
  const { source } = exchange.request;
  const bound = source === null ? null : bind(sys, socket, source.ip, source.port);
  const { ip, port } = serverOf(exchange);
  return bound ?? connect(sys, socket, ip, port);
}

function transmit(sys: Sys, listener: Listener, exchange: Exchange): void {
  const socket = openUdp(sys, sys.process.pid);
  setOptions(sys, socket, { pmtuDiscover: 'dont' });
  const failed = open(sys, exchange, socket);
  if (failed !== null) {
    setupFailed(sys, listener, exchange, 'UDP setup with', errnoText(failed));
    return;
  }
  sys.timer(EXCHANGE_TIMER, exchange.request.patience);
  const bytes = question(sys, listener, exchange);
  const sent = send(sys, socket, bytes);
  if (typeof sent === 'string') communicationFailed(sys, listener, exchange, errnoText(sent));
}

function question(sys: Sys, listener: Listener, exchange: Exchange): Uint8Array {
  const message = { ...exchange.request.message, id: exchange.id };
  const bytes = encodeDns(message);
  exchange.sentAt = sys.k.clock.now;
  listener.sent(message, bytes.length);
  return bytes;
}

function openStream(sys: Sys, listener: Listener, exchange: Exchange): void {
  const failed = open(sys, exchange, openTcp(sys, sys.process.pid));
  sys.timer(EXCHANGE_TIMER, exchange.request.patience);
  if (failed !== null && failed !== 'EINPROGRESS') {
    setupFailed(sys, listener, exchange, 'Connection to', errnoText(failed));
  }
}

function readConnection(sys: Sys, listener: Listener, exchange: Exchange): void {
  if (exchange.socket === null) return;
  const failed = connected(sys, exchange.socket);
  if (failed === 'EINPROGRESS') return;
  if (failed === null) step(sys, listener, exchange, 'established');
  else setupFailed(sys, listener, exchange, 'Connection to', errnoText(failed));
}

/** By TCP the length goes before the message (RFC 1035, section 4.2.2). */
function write(sys: Sys, listener: Listener, exchange: Exchange): void {
  if (exchange.socket === null) return;
  sys.timer(EXCHANGE_TIMER, exchange.request.patience);
  const bytes = question(sys, listener, exchange);
  send(sys, exchange.socket, Uint8Array.of(bytes.length >>> 8, bytes.length & 255, ...bytes));
}

function readDatagrams(sys: Sys, listener: Listener, exchange: Exchange): void {
  while (exchange.socket !== null && exchange.state === 'asking') {
    const got = receiveFrom(sys, exchange.socket);
    if (got === 'EAGAIN') return;
    if (typeof got === 'string') communicationFailed(sys, listener, exchange, errnoText(got));
    else take(sys, listener, exchange, got.payload, false);
  }
}

function readStream(sys: Sys, listener: Listener, exchange: Exchange): void {
  if (exchange.socket === null) return;
  const got = receive(sys, exchange.socket);
  if (got === 'EAGAIN') return;
  if (typeof got === 'string' || got.length === 0) {
    communicationFailed(sys, listener, exchange, typeof got === 'string' ? errnoText(got) : 'end of file');
    return;
  }
  exchange.inbox = Uint8Array.of(...exchange.inbox, ...got);
  const [high = 0, low = 0] = exchange.inbox;
  const end = 2 + high * 256 + low;
  if (exchange.inbox.length >= Math.max(2, end)) take(sys, listener, exchange, exchange.inbox.subarray(2, end), true);
}

/** What is no answer to the question is passed over. */
function take(sys: Sys, listener: Listener, exchange: Exchange, bytes: Uint8Array, stream: boolean): void {
  const { request } = exchange;
  const message = decodeDns(bytes);
  if (message?.response !== true || message.id !== exchange.id) return;
  if (message.truncated && !stream && !request.ignoreTruncation) {
    listener.comment(';; Truncated, retrying in TCP mode.\n');
    exchange.id = randomBelow(sys.k.random, 0x10000);
    step(sys, listener, exchange, 'truncated');
    return;
  }
  const server = serverOf(exchange);
  const complaint = complaintOf(request, message);
  if (complaint !== null) {
    const next = exchange.server + 1 < request.servers.length;
    listener.comment(`;; Got ${complaint} from ${formatIpv4(server.ip)}${next ? ', trying next server' : ''}\n`);
    if (next) {
      exchange.server++;
      step(sys, listener, exchange, 'again');
      return;
    }
  }
  const elapsed = sys.k.clock.now - exchange.sentAt;
  exchange.reply = { message, size: bytes.length, server, stream, elapsed };
  step(sys, listener, exchange, 'answer');
}

function complaintOf(request: Request, message: DnsMessage): string | null {
  if (request.skipServfail && message.rcode === Rcode.ServFail) return 'SERVFAIL reply';
  if (request.checkRecursion && !message.recursionAvailable && request.message.recursionDesired) {
    return 'recursion not available';
  }
  return null;
}

function communicationFailed(sys: Sys, listener: Listener, exchange: Exchange, reason: string): void {
  listener.note(`;; communications error to ${serverText(serverOf(exchange))}: ${reason}\n`);
  exchange.failure = 'silence';
  step(sys, listener, exchange, nextAttempt(exchange) === 'none' ? 'over' : 'again');
}

function setupFailed(sys: Sys, listener: Listener, exchange: Exchange, what: string, reason: string): void {
  const server = serverOf(exchange);
  const to = `${serverText(server)}(${formatIpv4(server.ip)})`;
  listener.note(`;; ${what} ${to} for ${exchange.request.name} failed: ${reason}.\n`);
  exchange.failure = 'setup';
  const next = nextAttempt(exchange);
  if (next === 'same') listener.note(';; no servers could be reached\n');
  step(sys, listener, exchange, next === 'none' ? 'over' : 'again');
}

/** All attempts are for the first server; every other gets one. */
function nextAttempt(exchange: Exchange): 'same' | 'other' | 'none' {
  if (exchange.tries > 1) {
    exchange.tries--;
    return 'same';
  }
  if (exchange.server + 1 >= exchange.request.servers.length) return 'none';
  exchange.server++;
  return 'other';
}

/** What libisc calls the errors of sockets (lib/isc/result.c). */
const RESULT_TEXT: Partial<Record<Errno, string>> = {
  ECONNREFUSED: 'connection refused',
  EHOSTUNREACH: 'host unreachable',
  ENETUNREACH: 'network unreachable',
  ETIMEDOUT: 'timed out',
  ECONNRESET: 'connection reset',
  EADDRNOTAVAIL: 'address not available',
  EADDRINUSE: 'address in use',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
};

function errnoText(errno: Errno): string {
  return RESULT_TEXT[errno] ?? 'unexpected error';
}
