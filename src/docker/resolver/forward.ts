/** Passing questions on to servers outside: from the sandbox's namespace, or from the machine's where the engine does so. */
import type { Ipv4 } from '../../base/ipv4';
import {
  type Caller,
  close,
  connect,
  connected,
  openTcp,
  openUdp,
  receive,
  receiveFrom,
  send,
} from '../../kernel/socket/calls';
import { SECOND } from '../../sim/clock';
import { compileMachine } from '../../sim/machine';
import type { Sys } from '../../userland/program';
import { decodeDns, DNS_PORT, Rcode } from '../../wire/dns';
import {
  QUERY_EFFECTS,
  QUERY_EVENTS,
  QUERY_STATES,
  type QueryEvent,
  queryMachine,
  type QueryState,
} from './query.machine';
import { framed, unframe } from './stream';

const queryTable = compileMachine(queryMachine, QUERY_STATES, QUERY_EVENTS, QUERY_EFFECTS);

/** How long a server may take (`extIOTimeout`). */
const PATIENCE = 4 * SECOND;

/** Who asked: a datagram's sender, or a connection. */
export type Asker =
  { readonly by: 'udp'; readonly ip: Ipv4; readonly port: number } | { readonly by: 'tcp'; readonly socket: string };

export interface Forwarded {
  state: QueryState;
  readonly key: string;
  readonly asker: Asker;
  readonly message: Uint8Array;
  readonly servers: readonly Ipv4[];
  /** The server being asked. */
  at: number;
  socket: string | null;
  /** What has come of a stream; in the end the answer. */
  buffer: Uint8Array;
}

/** What the resolver does when a question comes to its end. */
export interface Outcomes {
  relay(query: Forwarded, message: Uint8Array): void;
  giveUp(query: Forwarded): void;
}

const timerOf = (query: Forwarded) => `query ${query.key}`;

export function beginForward(sys: Sys, from: Caller, query: Forwarded, outcomes: Outcomes): void {
  if (query.servers.length === 0) {
    tellWhere(sys, query, null);
    step(sys, from, query, 'query.exhausted', outcomes);
  } else ask(sys, from, query, outcomes);
}

/** Notes where a question goes; null where there is no server to ask. */
function tellWhere({ k, ns }: Sys, { message }: Forwarded, server: Ipv4 | null): void {
  const name = decodeDns(message)?.questions[0]?.name ?? '';
  k.tap.why?.push({ ns: ns.name, kind: 'dns.forward', name, server });
}

function step(sys: Sys, from: Caller, query: Forwarded, event: QueryEvent, outcomes: Outcomes): void {
  const transition = queryTable[query.state][event];
  if (transition === undefined) return;
  query.state = transition.to;
  for (const effect of transition.effects) {
    switch (effect) {
      case 'ask':
        ask(sys, from, query, outcomes);
        break;
      case 'relay':
        outcomes.relay(query, query.buffer);
        break;
      case 'giveUp':
        outcomes.giveUp(query);
    }
  }
}

/** Opens a socket to the server at hand and sends the question as it came. */
function ask(sys: Sys, from: Caller, query: Forwarded, outcomes: Outcomes): void {
  const server = query.servers[query.at] ?? 0;
  tellWhere(sys, query, server);
  const stream = query.asker.by === 'tcp';
  const socket = stream ? openTcp(from, sys.process.pid) : openUdp(from, sys.process.pid);
  query.socket = socket;
  query.buffer = new Uint8Array(0);
  const failed = connect(from, socket, server, DNS_PORT);
  if (failed === 'EINPROGRESS') {
    sys.timer(timerOf(query), PATIENCE);
    step(sys, from, query, 'query.connect', outcomes);
    return;
  }
  const sent = failed ?? send(from, socket, query.message);
  if (typeof sent === 'string') {
    nextServer(sys, from, query, outcomes);
    return;
  }
  sys.timer(timerOf(query), PATIENCE);
  step(sys, from, query, 'query.sent', outcomes);
}

function nextServer(sys: Sys, from: Caller, query: Forwarded, outcomes: Outcomes): void {
  endForward(sys, from, query);
  query.at++;
  step(sys, from, query, query.at < query.servers.length ? 'query.next' : 'query.exhausted', outcomes);
}

/** Its socket and timer go. */
function endForward(sys: Sys, from: Caller, query: Forwarded): void {
  sys.cancel(timerOf(query));
  if (query.socket !== null) close(from, query.socket);
  query.socket = null;
}

/** A server has let its time pass. */
export function forwardTimer(sys: Sys, from: Caller, query: Forwarded, outcomes: Outcomes): void {
  nextServer(sys, from, query, outcomes);
}

/** Its socket has something. */
export function forwardSocket(sys: Sys, from: Caller, query: Forwarded, outcomes: Outcomes): void {
  if (query.socket === null) return;
  if (query.state === 'connecting') {
    const failed = connected(from, query.socket);
    if (failed === 'EINPROGRESS') return;
    if (failed !== null) {
      nextServer(sys, from, query, outcomes);
      return;
    }
    send(from, query.socket, framed(query.message));
    step(sys, from, query, 'query.sent', outcomes);
  }
  const message = query.asker.by === 'udp' ? readDatagram(from, query.socket) : readStream(from, query);
  if (message === 'later') return;
  const serverFailed =
    message === null || (decodeDns(message)?.rcode === Rcode.ServFail && query.at + 1 < query.servers.length);
  if (message === null || serverFailed) {
    nextServer(sys, from, query, outcomes);
    return;
  }
  endForward(sys, from, query);
  query.buffer = message;
  step(sys, from, query, 'query.reply', outcomes);
}

/** The answer; null after an error. */
function readDatagram(from: Caller, socket: string): Uint8Array | null | 'later' {
  const got = receiveFrom(from, socket);
  if (typeof got === 'string') return got === 'EAGAIN' ? 'later' : null;
  return got.payload;
}

function readStream(from: Caller, query: Forwarded): Uint8Array | null | 'later' {
  const got = receive(from, query.socket ?? '');
  if (typeof got === 'string') return got === 'EAGAIN' ? 'later' : null;
  query.buffer = Uint8Array.from([...query.buffer, ...got]);
  const [message] = unframe(query.buffer);
  if (message !== undefined) return message;
  return got.length === 0 ? null : 'later';
}
