/**
 * The embedded resolver: dockerd listens at 127.0.0.11 inside a sandbox, on a port of its own, and rules there lead port 53 to it
 * (libnetwork `resolver.go`, `resolver_unix.go`).
 */
import { formatIpv4, IPV4_LOOPBACK, parseIpv4 } from '../../base/ipv4';
import { applyIptables } from '../../kernel/netfilter/rules';
import type { Netns } from '../../kernel/netns';
import {
  accept,
  bind,
  type Caller,
  close,
  listen,
  localAddress,
  openTcp,
  openUdp,
  receive,
  receiveFrom,
  send,
  sendTo,
} from '../../kernel/socket/calls';
import { get } from '../../sim/table';
import { program, type ProcessEvent, type Sys } from '../../userland/program';
import { decodeDns, type DnsMessage, DnsType, encodeDns, Rcode } from '../../wire/dns';
import type { Container } from '../container/container';
import { type Daemon, daemonOf } from '../daemon';
import { hasOwnNdots, RESOLVER_ADDRESS, upstreamOf } from '../network-files';
import type { Sandbox } from '../sandbox';
import { answer, reply } from './answer';
import { type Asker, beginForward, type Forwarded, forwardSocket, forwardTimer, type Outcomes } from './forward';
import { framed, unframe } from './stream';

interface ResolverData {
  readonly udp: string;
  readonly tcp: string;
  /** Connections of askers, and what has come over each. */
  readonly streams: Record<string, Uint8Array>;
  readonly queries: Record<string, Forwarded>;
  next: number;
}

const ADDRESS = parseIpv4(RESOLVER_ADDRESS) ?? IPV4_LOOPBACK;
const RESOLVER_PROGRAM = 'docker-resolver';

export const resolver = program<ResolverData>({
  name: RESOLVER_PROGRAM,
  start: (sys) => {
    const udp = openUdp(sys, sys.process.pid);
    const tcp = openTcp(sys, sys.process.pid);
    if (bind(sys, udp, ADDRESS, 0) !== null || bind(sys, tcp, ADDRESS, 0) !== null || listen(sys, tcp, 4096) !== null)
      return 1;
    redirect(sys.ns, localAddress(sys, udp)?.port ?? 0, localAddress(sys, tcp)?.port ?? 0);
    return { udp, tcp, streams: {}, queries: {}, next: 1 };
  },
  on: onEvent,
});

/** What is sent to 127.0.0.11:53 goes to the resolver's ports, and its answers seem to come from port 53. */
function redirect(ns: Netns, udp: number, tcp: number): void {
  const origin = 'dockerd';
  const own = `${RESOLVER_ADDRESS}/32`;
  const run = (line: string) => {
    applyIptables(ns, `-t nat ${line}`, origin);
  };
  run('-N DOCKER_OUTPUT');
  run('-N DOCKER_POSTROUTING');
  run(`-I OUTPUT -d ${own} -j DOCKER_OUTPUT`);
  run(`-I POSTROUTING -d ${own} -j DOCKER_POSTROUTING`);
  for (const [protocol, port] of [
    ['udp', udp],
    ['tcp', tcp],
  ] as const) {
    run(
      `-I DOCKER_OUTPUT -d ${own} -p ${protocol} -m ${protocol} --dport 53 -j DNAT --to-destination ${RESOLVER_ADDRESS}:${port}`,
    );
    run(`-I DOCKER_POSTROUTING -s ${own} -p ${protocol} -m ${protocol} --sport ${port} -j SNAT --to-source :53`);
  }
}

/** Starts the resolver of a sandbox. */
export function startResolver(d: Daemon, sandbox: Sandbox): void {
  sandbox.resolver = d.spawn([RESOLVER_PROGRAM, sandbox.id], { ns: sandbox.ns });
}

function onEvent(sys: Sys, data: ResolverData, event: ProcessEvent): void {
  const d = daemonOf(sys);
  const sandbox = d === null ? undefined : get(d.engine.sandboxes, sys.args[0] ?? '');
  if (d === null || sandbox === undefined) return;
  if (event.type === 'timer') {
    const query = Object.values(data.queries).find(({ key }) => event.name === `query ${key}`);
    if (query !== undefined) forwardTimer(sys, upstreamCaller(sys, d, sandbox), query, outcomesOf(sys, d, data));
  }
  if (event.type !== 'socket') return;
  if (event.socket === data.udp) readDatagrams(sys, d, sandbox, data);
  else if (event.socket === data.tcp) acceptAll(sys, d, sandbox, data);
  else if (event.socket in data.streams) readStream(sys, d, sandbox, data, event.socket);
  else {
    const query = Object.values(data.queries).find(({ socket }) => socket === event.socket);
    if (query !== undefined) forwardSocket(sys, upstreamCaller(sys, d, sandbox), query, outcomesOf(sys, d, data));
  }
}

function readDatagrams(sys: Sys, d: Daemon, sandbox: Sandbox, data: ResolverData): void {
  for (let got = receiveFrom(sys, data.udp); got !== 'EAGAIN'; got = receiveFrom(sys, data.udp)) {
    if (typeof got === 'string') continue;
    serve(sys, d, sandbox, data, { by: 'udp', ip: got.src, port: got.srcPort }, got.payload);
  }
}

function acceptAll(sys: Sys, d: Daemon, sandbox: Sandbox, data: ResolverData): void {
  for (let got = accept(sys, data.tcp); typeof got !== 'string'; got = accept(sys, data.tcp)) {
    data.streams[got.socket] = new Uint8Array(0);
    readStream(sys, d, sandbox, data, got.socket);
  }
}

function readStream(sys: Sys, d: Daemon, sandbox: Sandbox, data: ResolverData, socket: string): void {
  const got = receive(sys, socket);
  if (got === 'EAGAIN') return;
  if (typeof got === 'string' || got.length === 0) {
    closeStream(sys, data, socket);
    return;
  }
  let bytes = Uint8Array.from([...(data.streams[socket] ?? []), ...got]);
  for (
    let [message, rest] = unframe(bytes);
    message !== undefined && rest !== undefined;
    [message, rest] = unframe(bytes)
  ) {
    bytes = Uint8Array.from(rest);
    serve(sys, d, sandbox, data, { by: 'tcp', socket }, message);
  }
  if (socket in data.streams) data.streams[socket] = bytes;
}

function closeStream(sys: Sys, data: ResolverData, socket: string): void {
  delete data.streams[socket];
  close(sys, socket);
}

/** Answers from what is known, or passes the question on. */
function serve(sys: Sys, d: Daemon, sandbox: Sandbox, data: ResolverData, asker: Asker, bytes: Uint8Array): void {
  const query = decodeDns(bytes);
  if (query === null || query.response || query.questions.length === 0) return;
  const container = get(d.engine.containers, sandbox.container);
  const known = answer(d, sandbox, d.k.random, query) ?? withheld(d, container, query);
  if (known !== null) {
    const [question] = query.questions;
    sys.k.tap.why?.push({ ns: sys.ns.name, kind: 'dns.answer', name: question?.name ?? '', answer: told(known) });
    tell(sys, data, asker, encodeDns(known, false));
    return;
  }
  const reachable = sandbox.gateway !== null || d.profile.upstreamFailure === 'silence';
  const servers = container === undefined || !reachable ? [] : upstreamOf(d, container).servers;
  const key = `${data.next++}`;
  const forwarded: Forwarded = {
    state: 'asking',
    key,
    asker,
    message: bytes,
    servers,
    at: 0,
    socket: null,
    buffer: new Uint8Array(0),
  };
  data.queries[key] = forwarded;
  beginForward(sys, upstreamCaller(sys, d, sandbox), data.queries[key], outcomesOf(sys, d, data));
}

/** Where the user has set ndots, an address of a bare name is not asked for outside: the client is to try its search list. */
function withheld(d: Daemon, container: Container | undefined, query: DnsMessage): DnsMessage | null {
  const [question] = query.questions;
  if (question?.type !== DnsType.A && question?.type !== DnsType.AAAA) return null;
  const bare = !question.name.replace(/\.$/, '').includes('.');
  return bare && container !== undefined && hasOwnNdots(d, container) ? reply(query, []) : null;
}

/** What an answer of the resolver's own says: addresses, or a name. */
function told({ answers }: DnsMessage): string {
  return answers
    .flatMap(({ data }) => (data.kind === 'A' ? formatIpv4(data.address) : data.kind === 'name' ? data.name : []))
    .join(', ');
}

/** The namespace that questions leave from. */
function upstreamCaller(sys: Sys, d: Daemon, sandbox: Sandbox): Caller {
  const container = get(d.engine.containers, sandbox.container);
  const fromHost = d.profile.upstreamFrom === 'host' && container !== undefined && upstreamOf(d, container).fromHost;
  return fromHost ? { k: sys.k, ns: d.host } : sys;
}

function outcomesOf(sys: Sys, d: Daemon, data: ResolverData): Outcomes {
  return {
    relay: (query, message) => {
      delete data.queries[query.key];
      const refused = d.profile.upstreamFailure === 'SERVFAIL' && decodeDns(message)?.rcode === Rcode.Refused;
      if (refused) refuse(sys, data, query);
      else tell(sys, data, query.asker, message);
    },
    giveUp: (query) => {
      delete data.queries[query.key];
      if (d.profile.upstreamFailure === 'SERVFAIL') refuse(sys, data, query);
      else if (query.asker.by === 'tcp') closeStream(sys, data, query.asker.socket);
    },
  };
}

function refuse(sys: Sys, data: ResolverData, { asker, message }: Forwarded): void {
  const query = decodeDns(message);
  if (query !== null) tell(sys, data, asker, encodeDns(reply(query, [], Rcode.ServFail, false), false));
}

function tell(sys: Sys, data: ResolverData, asker: Asker, message: Uint8Array): void {
  if (asker.by === 'udp') sendTo(sys, data.udp, message, asker.ip, asker.port);
  else if (asker.socket in data.streams) send(sys, asker.socket, framed(message));
}
