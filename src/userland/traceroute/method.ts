/** How probes are sent and their answers known, one way a method (mod-udp.c, mod-icmp.c, mod-tcp.c). */
import type { Ipv4 } from '../../base/ipv4';
import type { Errno } from '../../kernel/errno';
import { linkByName } from '../../kernel/netns';
import { routeOutput } from '../../kernel/route';
import {
  bind,
  close,
  connect,
  localAddress,
  openRaw,
  openTcp,
  openUdp,
  readError,
  receiveFrom,
  send,
  sendRaw,
  setOptions,
} from '../../kernel/socket/calls';
import { openPing, sendPing } from '../../kernel/socket/ping-socket';
import { socketById } from '../../kernel/socket/open';
import type { SocketError } from '../../kernel/socket/socket';
import { randomU32 } from '../../sim/random';
import { decodeIcmp, echoSeq } from '../../wire/icmp';
import { IpProtocol, NO_BYTES, type Tcp, TcpFlag } from '../../wire/packet';
import { decodePorts, decodeTcp } from '../../wire/tcp';
import type { Sys } from '../program';
import type { Method, TracerouteOptions } from './options';
import type { Probe } from './probe';

/** What a method keeps beside its probes. */
export interface Means {
  /** The socket of all probes; null where each has its own. */
  shared: string | null;
  /** The destination port of the next probe, or its sequence number. */
  next: number;
  /** What every TCP probe says of the time. */
  readonly timestamp: number;
}

/** An answer to a probe: from the destination itself where there is no error. */
export interface Answer {
  /** Which probe, by its place. */
  readonly index: number;
  readonly from: Ipv4;
  readonly error: { readonly type: number; readonly code: number; readonly info: number } | null;
}

/** A system call that failed. */
export interface Failure {
  readonly call: string;
  readonly errno: Errno;
}

const FIRST_PORT = 33434;
const UDP_PORT = 53;
const TCP_PORT = 80;
const HEADERS = 28;

/** What the method begins with; ICMP and TCP have one socket for all. */
export function openMeans(sys: Sys, ip: Ipv4, options: TracerouteOptions): Means | Failure {
  const { method, port } = options;
  const means: Means = { shared: null, next: port ?? FIRST_PORT, timestamp: randomU32(sys.k.random) };
  if (method === 'udp') means.next = port ?? UDP_PORT;
  if (method === 'icmp') {
    means.next = port ?? 1;
    means.shared = openPing(sys.k, sys.ns, sys.process.pid).id;
  } else if (method === 'tcp') {
    means.next = port ?? TCP_PORT;
    means.shared = openRaw(sys, sys.process.pid, IpProtocol.Tcp);
  }
  const failed = means.shared === null ? null : tune(sys, means.shared, ip, 0, options);
  return failed ?? means;
}

/** What every socket is given before it sends (`tune_socket`). */
function tune(sys: Sys, socket: string, ip: Ipv4, port: number, options: TracerouteOptions): Failure | null {
  const device = options.device === null ? null : (linkByName(sys.ns, options.device)?.id ?? '');
  const bound = setOptions(sys, socket, {
    recvErr: true,
    pmtuDiscover: options.dontFragment ? 'do' : 'dont',
    device: device === '' ? null : device,
  });
  if (device === '' || bound !== null) return { call: 'setsockopt SO_BINDTODEVICE', errno: bound ?? 'ENODEV' };
  const source = options.source === null ? null : bind(sys, socket, options.source, 0);
  if (source !== null) return { call: 'bind', errno: source };
  const connected = connect(sys, socket, ip, port);
  return connected === null ? null : { call: 'connect', errno: connected };
}

/** Sends one probe; the time and what its answer is told by are noted in it. */
export function sendProbe(
  sys: Sys,
  means: Means,
  ip: Ipv4,
  probe: Probe,
  ttl: number,
  options: TracerouteOptions,
): Failure | null {
  const { method } = options;
  if (method === 'icmp') return sendEcho(sys, means, ip, probe, ttl, options);
  if (method === 'tcp') return sendSyn(sys, means, ip, probe, ttl);
  const socket = openUdp(sys, sys.process.pid);
  const failed = tune(sys, socket, ip, means.next, options);
  if (failed !== null) return failed;
  setOptions(sys, socket, { ttl });
  probe.socket = socket;
  probe.key = means.next;
  if (method === 'default') means.next = (means.next + 1) & 0xffff;
  probe.sentAt = sys.k.clock.now;
  return failureOf(send(sys, socket, pattern(0, options.length - HEADERS)));
}

/** What went wrong with a send, where it did. */
function failureOf(result: number | Errno | null): Failure | null {
  return typeof result === 'string' ? { call: 'send', errno: result } : null;
}

/** Bytes that count up from `@`, the header's in them. */
function pattern(from: number, length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, i) => 0x40 + ((from + i) & 0x3f));
}

const ECHO_HEADER = 8;

function sendEcho(
  sys: Sys,
  means: Means,
  ip: Ipv4,
  probe: Probe,
  ttl: number,
  options: TracerouteOptions,
): Failure | null {
  const socket = socketById(sys.ns, means.shared ?? '');
  if (socket?.kind !== 'ping') return { call: 'send', errno: 'EBADF' };
  socket.ttl = ttl;
  probe.key = means.next;
  probe.sentAt = sys.k.clock.now;
  means.next = (means.next + 1) & 0xffff;
  const payload = pattern(ECHO_HEADER, options.length - HEADERS);
  return failureOf(sendPing(sys.k, sys.ns, socket, { dst: ip, sequence: probe.key, payload, confirm: false }));
}

/** A port of its own is kept for as long as the probe is waited for. */
function sendSyn(sys: Sys, means: Means, ip: Ipv4, probe: Probe, ttl: number): Failure | null {
  const output = routeOutput(sys.k, sys.ns, ip, null, null);
  const holder = openTcp(sys, sys.process.pid);
  const bound = bind(sys, holder, 0, 0);
  if (bound !== null || output === null) return { call: 'bind', errno: bound ?? 'ENETUNREACH' };
  probe.socket = holder;
  probe.key = localAddress(sys, holder)?.port ?? 0;
  probe.sentAt = sys.k.clock.now;
  const shared = means.shared ?? '';
  setOptions(sys, shared, { ttl });
  const mss = output.mtu - 40;
  const segment: Tcp = {
    kind: 'tcp',
    srcPort: probe.key,
    dstPort: means.next,
    seq: randomU32(sys.k.random),
    ack: 0,
    flags: TcpFlag.SYN,
    window: (4 * mss) & 0xffff,
    checksum: null,
    urgent: 0,
    options: synOptions(mss, means.timestamp),
    payload: NO_BYTES,
  };
  return failureOf(sendRaw(sys, shared, segment, ip));
}

/** Segment size, selective acknowledgement, the time, a window scale of 2. */
function synOptions(mss: number, timestamp: number): Uint8Array {
  const time = [24, 16, 8, 0].map((shift) => (timestamp >>> shift) & 255);
  return Uint8Array.of(2, 4, mss >>> 8, mss & 255, 4, 2, 8, 10, ...time, 0, 0, 0, 0, 1, 3, 3, 2);
}

/** What a socket has heard about probes that are not settled. */
export function readAnswers(
  sys: Sys,
  means: Means,
  socket: string,
  probes: readonly Probe[],
  method: Method,
): Answer[] {
  const answers: Answer[] = [];
  const open = (is: (probe: Probe) => boolean) =>
    probes.findIndex((probe) => probe.sentAt !== null && !probe.done && is(probe));
  for (let error = readError(sys, socket); error !== null; error = readError(sys, socket)) {
    const { icmp, info } = error;
    const key = method === 'icmp' || method === 'tcp' ? keyOfQuote(error, method) : null;
    const index = open((one) => (key === null ? one.socket === socket : one.key === key));
    if (icmp !== null && index >= 0) {
      answers.push({ index, from: icmp.from, error: { type: icmp.type, code: icmp.code, info } });
    }
  }
  for (let got = receiveFrom(sys, socket); got !== 'EAGAIN' && got !== 'EBADF'; got = receiveFrom(sys, socket)) {
    if (typeof got === 'string') continue;
    const { src, srcPort, payload } = got;
    const key = method === 'icmp' ? srcPort : method === 'tcp' ? keyOfSegment(payload, means.next) : null;
    const index = open((one) => (key === null ? one.socket === socket : one.key === key));
    if (index >= 0) answers.push({ index, from: src, error: null });
  }
  return answers;
}

/** The sequence number or source port of the packet that an error quotes. */
function keyOfQuote({ packet }: SocketError, method: 'icmp' | 'tcp'): number {
  const { payload } = packet;
  if (method === 'icmp') {
    const icmp = payload instanceof Uint8Array ? decodeIcmp(payload) : payload;
    return icmp?.kind === 'icmp' ? echoSeq(icmp) : -1;
  }
  const ports = payload instanceof Uint8Array ? decodePorts(payload) : payload.kind === 'tcp' ? payload : null;
  return ports?.srcPort ?? -1;
}

/** The port to which a segment of the destination's port goes. */
function keyOfSegment(bytes: Uint8Array, port: number): number {
  const segment = decodeTcp(bytes);
  return segment?.srcPort === port ? segment.dstPort : -1;
}

/** Closes the socket that a settled probe had to itself. */
export function settle(sys: Sys, probe: Probe): void {
  if (probe.socket !== null) close(sys, probe.socket);
  probe.socket = null;
  probe.done = true;
}
