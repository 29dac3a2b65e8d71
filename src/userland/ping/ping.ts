/** `ping` of iputils: echo requests from an ICMP socket, and what comes back (ping/ping.c, ping_common.c). */
import { formatIpv4, type Ipv4, IPV4_ANY, IPV4_LOOPBACK } from '../../base/ipv4';
import { strerror } from '../../kernel/errno';
import { localType } from '../../kernel/netns';
import { openPing, pingKey, sendPing } from '../../kernel/socket/ping-socket';
import type { Datagram, PingSocket, SocketError } from '../../kernel/socket/socket';
import { compileMachine } from '../../sim/machine';
import { get } from '../../sim/table';
import { readU16 } from '../../wire/field';
import { echoSeq, IcmpType } from '../../wire/icmp';
import type { Ipv4Packet } from '../../wire/packet';
import { program, type ProcessEvent, type Sys } from '../program';
import { GAI_STRERROR, onLookup, startLookup, startReverse } from '../resolver/resolver';
import { PING_EFFECTS, PING_EVENTS, PING_STATES, type PingEvent, pingMachine } from './ping.machine';
import { freshData, type PingData } from './ping-data';
import { parsePing, type PingOptions } from './options';
import { probeRoute, quietRoute, sourceOf } from './source';
import { hostText, icmpText, statisticsText, type Tally, tripText } from './text';

const pingTable = compileMachine(pingMachine, PING_STATES, PING_EVENTS, PING_EFFECTS);

/** struct timeval, which the payload begins with where it has room. */
const TIMEVAL = 16;
const FLOOD_GAP = 10_000;

export const ping = program<PingData>({
  name: 'ping',
  takes: ['SIGINT'],
  start: (sys) => {
    const options = parsePing(sys.args);
    if ('text' in options) {
      if (options.status === 0) sys.out(options.text);
      else sys.err(options.text);
      return options.status;
    }
    const data = freshData(options);
    sys.process.data = data;
    if (options.six) {
      sys.err(`ping: connect: ${strerror('EADDRNOTAVAIL')}\n`);
      return 2;
    }
    data.lookup = startLookup(sys, options.target);
    if (data.lookup.result !== null) lookedUp(sys, data);
    return data;
  },
  on: (sys, data, event) => {
    if (event.type === 'signal') step(sys, data, 'interrupted');
    else if (data.lookup === null) happen(sys, data, event);
    else {
      if (!onLookup(sys, data.lookup, event)) data.deferred.push(event);
      if (data.lookup.result !== null) lookedUp(sys, data);
    }
  },
});

function happen(sys: Sys, data: PingData, event: ProcessEvent): void {
  if (event.type === 'socket') listen(sys, data);
  else if (event.type === 'timer' && event.name === 'probe') probeWhenDue(sys, data);
  else if (event.type === 'timer') step(sys, data, 'patience.over');
}

/** The look-up is over: the target's begins the pinging, an address's completes the line that waits for it. */
function lookedUp(sys: Sys, data: PingData): void {
  const result = data.lookup?.result ?? null;
  data.lookup = null;
  if (result === null) return;
  if (data.state === 'resolving') {
    const ip = result.ok ? result.addresses[0] : undefined;
    if (ip === undefined) {
      refuse(sys, data, `ping: ${data.options.target}: ${GAI_STRERROR[result.ok ? 'EAI_NODATA' : result.error]}\n`);
      return;
    }
    data.ip = ip;
    if (result.ok) data.host = result.name;
    begin(sys, data);
    return;
  }
  const line = data.pending;
  data.pending = null;
  if (line !== null) {
    const name = result.ok ? result.name : formatIpv4(line.ip);
    sys.out(`${line.before}${hostText(name, line.ip)}${line.after}`);
  }
  listen(sys, data);
  for (const event of data.deferred.splice(0)) happenNext(sys, data, event);
}

/** What happened during a look-up comes now, or after the next one. */
function happenNext(sys: Sys, data: PingData, event: ProcessEvent): void {
  if (data.lookup === null) happen(sys, data, event);
  else data.deferred.push(event);
}

function refuse(sys: Sys, data: PingData, text: string): void {
  sys.err(text);
  step(sys, data, 'unresolved');
  sys.exit(2);
}

function begin(sys: Sys, data: PingData): void {
  const { options } = data;
  if (data.ip === IPV4_ANY) data.ip = IPV4_LOOPBACK;
  const source = sourceOf(sys, options);
  const refusal = typeof source === 'string' ? source : probeRoute(sys, data.ip, options, source);
  if (refusal !== null || typeof source === 'string') {
    refuse(sys, data, refusal ?? '');
    return;
  }
  if (options.broadcast && localType(sys.ns, data.ip) === 'broadcast') sys.err('WARNING: pinging broadcast address\n');
  const socket = openPing(sys.k, sys.ns, sys.process.pid, options.ident);
  socket.ttl = options.ttl;
  socket.pmtuDiscover = options.pmtu;
  socket.device = source.device;
  socket.localIp = source.ip;
  data.ident = socket.localPort;
  step(sys, data, 'resolved');
}

/** Prints a line with a host in it: at once, or when its name has been found out. */
function print(sys: Sys, data: PingData, ip: Ipv4, before: string, after: string): void {
  if (data.numeric) {
    sys.out(`${before}${hostText(null, ip)}${after}`);
    return;
  }
  data.pending = { ip, before, after };
  data.lookup = startReverse(sys, ip);
  if (data.lookup.result !== null) lookedUp(sys, data);
}

function socketOf(sys: Sys, data: PingData): PingSocket | null {
  const socket = get(sys.ns.sockets, pingKey(data.ident));
  return socket?.kind === 'ping' ? socket : null;
}

function step(sys: Sys, data: PingData, event: PingEvent): void {
  const transition = pingTable[data.state][event];
  if (transition === undefined) return;
  data.state = transition.to;
  for (const effect of transition.effects) {
    switch (effect) {
      case 'header':
        header(sys, data);
        break;
      case 'firstProbe':
        if (data.options.deadline !== null) sys.timer('deadline', data.options.deadline);
        probe(sys, data);
        break;
      case 'wait':
        sys.timer(
          'linger',
          data.received > 0 ? Math.max(2 * data.max, data.options.interval, 1_000_000) : data.options.linger,
        );
        break;
      case 'statistics':
        finish(sys, data);
        break;
    }
  }
}

function header(sys: Sys, { options, host, ip, ident }: PingData): void {
  if (options.pattern !== null) {
    sys.out(`PATTERN: 0x${options.pattern.map((byte) => byte.toString(16).padStart(2, '0')).join('')}\n`);
  }
  const socket = get(sys.ns.sockets, pingKey(ident));
  let from = '';
  if (options.source !== null && socket !== undefined) {
    const output = quietRoute(sys, ip, { device: socket.device, ip: socket.localIp });
    from = ` from ${formatIpv4(output?.src ?? 0)} ${socket.device === null ? '' : options.source}:`;
  }
  sys.out(`PING ${host} (${formatIpv4(ip)})${from} ${options.size}(${options.size + 28}) bytes of data.\n`);
}

/** One echo request: `pinger`. */
function probe(sys: Sys, data: PingData): void {
  const socket = socketOf(sys, data);
  if (data.state !== 'sending' || socket === null) return;
  const now = sys.k.clock.now;
  const { options } = data;
  if (data.transmitted === 0) data.firstSent = now;
  data.lastSent = now;
  data.transmitted++;
  const sequence = data.transmitted & 0xffff;
  data.heard[sequence & 127] = false;
  const errno = sendPing(sys.k, sys.ns, socket, {
    dst: data.ip,
    sequence,
    payload: payloadOf(options, now),
    confirm: data.confirm,
  });
  data.confirm = false;
  if (options.flood && !options.quiet) sys.out('.');
  data.unsent = errno === 'EMSGSIZE' ? null : errno;
  if (errno === 'EMSGSIZE') localErrors(sys, data, socket);
  if (options.count !== null && data.transmitted >= options.count) step(sys, data, 'sent.last');
  else if (sys.process.timers['probe'] === undefined) sys.timer('probe', gapOf(options));
  checkAll(sys, data);
}

/** The timer stands still while answers lead to the next probe: it asks first how long ago the last one was. */
function probeWhenDue(sys: Sys, data: PingData): void {
  const wait = data.lastSent + gapOf(data.options) - sys.k.clock.now;
  if (wait > 0) sys.timer('probe', wait);
  else probe(sys, data);
}

function gapOf(options: PingOptions): number {
  return options.flood ? FLOOD_GAP : options.interval;
}

/** The time it was sent, then a byte pattern that counts up. */
function payloadOf({ size, pattern }: PingOptions, now: number): Uint8Array {
  const payload = patternOf(size).slice();
  if (pattern !== null) for (let i = TIMEVAL; i < size; i++) payload[i] = pattern[(i - TIMEVAL) % pattern.length]!;
  if (size < TIMEVAL) return payload;
  const seconds = Math.floor(now / 1_000_000) + EPOCH_SECONDS;
  const micros = now % 1_000_000;
  for (let i = 0; i < 4; i++) {
    payload[i] = (seconds >>> (8 * i)) & 255;
    payload[4 + i] = 0;
    payload[8 + i] = (micros >>> (8 * i)) & 255;
    payload[12 + i] = 0;
  }
  return payload;
}

/** 2026-01-01T00:00:00Z, when every world begins. */
const EPOCH_SECONDS = 1_767_225_600;
const patterns = new Map<number, Uint8Array>();

function patternOf(size: number): Uint8Array {
  let pattern = patterns.get(size);
  if (pattern === undefined) {
    pattern = Uint8Array.from({ length: size }, (_, i) => i & 255);
    patterns.set(size, pattern);
  }
  return pattern;
}

function sentAt(payload: Uint8Array): number {
  const word = (at: number) =>
    ((payload[at + 3]! << 24) | (payload[at + 2]! << 16) | (payload[at + 1]! << 8) | payload[at]!) >>> 0;
  return (word(0) - EPOCH_SECONDS) * 1_000_000 + word(8);
}

/** Reads what the socket has, up to a line that has to wait for a name. */
function listen(sys: Sys, data: PingData): void {
  const socket = socketOf(sys, data);
  if (socket === null || data.state === 'done') return;
  while (data.lookup === null) {
    const error = socket.errors.shift();
    const datagram = error === undefined ? socket.received.shift() : undefined;
    if (error !== undefined) icmpError(sys, data, error);
    else if (datagram !== undefined) answer(sys, data, datagram);
    else break;
  }
  if (data.lookup === null) checkAll(sys, data);
}

function acknowledge(data: PingData, sequence: number): void {
  const behind = (data.transmitted - sequence) & 0xffff;
  if (behind > 0x7fff) return;
  data.pipe = Math.max(data.pipe, behind + 1);
  data.acked = sequence;
}

function answer(sys: Sys, data: PingData, datagram: Datagram): void {
  const { options } = data;
  const sequence = datagram.srcPort;
  const duplicate = data.heard[sequence & 127] === true;
  const timed = datagram.payload.length >= TIMEVAL;
  const trip = timed ? Math.max(0, sys.k.clock.now - sentAt(datagram.payload)) : 0;
  acknowledge(data, sequence);
  if (duplicate) data.duplicates++;
  else data.received++;
  data.heard[sequence & 127] = true;
  data.confirm = true;
  if (timed) {
    data.min = Math.min(data.min, trip);
    data.max = Math.max(data.max, trip);
    data.sum += trip;
    data.squares += trip * trip;
  }
  if (options.flood && !options.quiet) sys.out('\b \b');
  else if (!options.quiet) {
    const time = timed ? ` time=${tripText(trip)}` : '';
    const mark = duplicate ? ' (DUP!)' : '';
    const after = `: icmp_seq=${sequence} ttl=${datagram.ttl}${time}${mark}\n`;
    print(sys, data, datagram.src, `${datagram.payload.length + 8} bytes from `, after);
  }
  if (options.adaptive && data.state === 'sending') probe(sys, data);
}

/** The sequence number of the echo that an error quotes, whole or cut short. */
function quotedSequence({ payload }: Ipv4Packet): number {
  if (payload instanceof Uint8Array) return payload.length < 8 ? 0 : readU16(payload, 6);
  return payload.kind === 'icmp' ? echoSeq(payload) : 0;
}

function icmpError(sys: Sys, data: PingData, error: SocketError): void {
  if (error.icmp === null) return;
  const sequence = quotedSequence(error.packet);
  const redirect = error.icmp.type === IcmpType.Redirect;
  acknowledge(data, sequence);
  if (!redirect) data.errors++;
  if (data.options.quiet) return;
  if (data.options.flood) sys.out('\bE');
  else
    print(
      sys,
      data,
      error.icmp.from,
      'From ',
      `${redirect ? ':' : ''} icmp_seq=${sequence} ${icmpText(error.icmp.type, error.icmp.code, error.info)}\n`,
    );
  if (data.unsent !== null && sequence === (data.transmitted & 0xffff))
    sys.err(`ping: sendmsg: ${strerror(data.unsent)}\n`);
  data.unsent = null;
}

function localErrors(sys: Sys, data: PingData, socket: PingSocket): void {
  for (const error of socket.errors.splice(0)) {
    data.errors++;
    sys.err(
      error.errno === 'EMSGSIZE'
        ? `ping: local error: message too long, mtu=${error.info}\n`
        : `ping: local error: ${strerror(error.errno)}\n`,
    );
  }
}

/** It is done once as many were answered, by replies or errors, as were asked for. */
function checkAll(sys: Sys, data: PingData): void {
  const { count, deadline } = data.options;
  if (count !== null && data.received + data.errors >= count) step(sys, data, 'heard.all');
  else if (deadline !== null && data.errors > 0) step(sys, data, 'heard.all');
}

function finish(sys: Sys, data: PingData): void {
  const { options } = data;
  const tally: Tally = {
    transmitted: data.transmitted,
    received: data.received,
    duplicates: data.duplicates,
    errors: data.errors,
    span: data.lastSent - data.firstSent,
    trips: options.size >= TIMEVAL ? { min: data.min, max: data.max, sum: data.sum, squares: data.squares } : null,
    pipe: data.pipe,
    gap: options.adaptive && data.transmitted > 1 ? (data.lastSent - data.firstSent) / (data.transmitted - 1) : null,
  };
  sys.out(statisticsText(data.host, tally));
  const short = options.deadline !== null && options.count !== null && data.received < options.count;
  sys.exit(data.received === 0 || short ? 1 : 0);
}
