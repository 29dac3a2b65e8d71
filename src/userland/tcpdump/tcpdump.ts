/** `tcpdump` 4.99.3 on a packet socket (tcpdump.c, pcap-linux.c). */
import { formatIpv4, type Ipv4 } from '../../base/ipv4';
import { openPacket, receiveFrame } from '../../kernel/socket/calls';
import type { Captured } from '../../kernel/socket/socket';
import { type Micros, SECOND } from '../../sim/clock';
import { compileMachine } from '../../sim/machine';
import { DnsType } from '../../wire/dns';
import { encodeFrame } from '../../wire/frame';
import { program, type Sys } from '../program';
import { type Lookup, onLookup, startLookup, startReverse } from '../resolver/resolver';
import { packetOf } from './captured';
import { ANY, deviceList, deviceNamed } from './devices';
import { type Filter, passes } from './filter/filter';
import { parseFilter } from './filter/parse';
import { parseTcpdump, type TcpdumpOptions } from './options';
import { namesOf } from './names';
import { packetText } from './packet';
import { COOKED_HEADER, ETHERNET_HEADER } from './print/ethernet';
import type { Conversation } from './print/line';
import {
  TCPDUMP_EFFECTS,
  TCPDUMP_EVENTS,
  TCPDUMP_STATES,
  type TcpdumpEffect,
  type TcpdumpEvent,
  tcpdumpMachine,
  type TcpdumpState,
} from './tcpdump.machine';
import { timeText } from './time';

export const tcpdumpTable = compileMachine(tcpdumpMachine, TCPDUMP_STATES, TCPDUMP_EVENTS, TCPDUMP_EFFECTS);

interface TcpdumpData {
  state: TcpdumpState;
  readonly options: TcpdumpOptions;
  /** The interface's name and its link's id; null for all of them. */
  readonly device: string;
  readonly link: string | null;
  readonly filter: Filter;
  /** Host names of the filter still to be looked up, and what was found for the others. */
  readonly wanted: string[];
  readonly addresses: Record<string, readonly Ipv4[]>;
  lookup: Lookup | null;
  socket: string | null;
  opened: Micros;
  /** How many packets passed the filter, and how many were printed. */
  received: number;
  printed: number;
  /** What has passed and waits for the names of its addresses. */
  readonly pending: Captured[];
  /** With names the packets of a block are printed when the kernel hands it over: what came until then. Null while it gathers. */
  block: Micros | null;
  /** Names of addresses, as far as they are known. */
  readonly hosts: Record<Ipv4, string>;
  conversations: Record<string, Conversation>;
  first: Micros | null;
  previous: Micros | null;
}

/** The kernel hands its block over when it is full or that much time has passed (the timeout of pcap_open_live). */
const BLOCK = SECOND;

export const tcpdump = program<TcpdumpData>({
  name: 'tcpdump',
  takes: ['SIGINT', 'SIGTERM', 'SIGHUP'],
  start: (sys) => {
    const options = parseTcpdump(sys.args);
    if ('err' in options) {
      sys.out(options.out);
      sys.err(options.err);
      return options.status;
    }
    if (options.list) {
      sys.out(deviceList(sys.world.netns, sys.ns));
      return 0;
    }
    const data = begin(sys, options);
    if (typeof data === 'string') {
      sys.err(`tcpdump: ${data}\n`);
      return 1;
    }
    sys.process.data = data;
    settleNames(sys, data);
    return data;
  },
  on: (sys, data, event) => {
    if (data.lookup !== null && onLookup(sys, data.lookup, event)) takeLookup(sys, data);
    else if (event.type === 'signal') step(sys, data, 'interrupted');
    else if (event.type === 'timer' && event.name === 'block') block(sys, data);
    else if (event.type === 'socket' && event.socket === data.socket) read(sys, data);
  },
});

/** The capture, not begun; or why there is none. */
function begin(sys: Sys, options: TcpdumpOptions): TcpdumpData | string {
  const device = deviceNamed(sys.world.netns, sys.ns, options.device);
  if (device === null) {
    if (options.device === null) return 'no suitable device found';
    return /^\d+$/.test(options.device)
      ? 'Invalid adapter index'
      : `${options.device}: No such device exists\n(No such device exists)`;
  }
  if (device.link !== null && !device.link.up) return `${device.name}: That device is not up`;
  const parsed = parseFilter(options.expression);
  if (!parsed.ok) return parsed.reason;
  const data: TcpdumpData = {
    state: 'starting',
    options,
    device: device.name,
    link: device.link?.id ?? null,
    filter: parsed.filter,
    wanted: [...parsed.names],
    addresses: {},
    lookup: null,
    socket: null,
    opened: 0,
    received: 0,
    printed: 0,
    pending: [],
    block: null,
    hosts: {},
    conversations: {},
    first: null,
    previous: null,
  };
  return data;
}

function settleNames(sys: Sys, data: TcpdumpData): void {
  step(sys, data, data.wanted.length > 0 ? 'named' : 'known');
}

function step(sys: Sys, data: TcpdumpData, event: TcpdumpEvent): void {
  const transition = tcpdumpTable[data.state][event];
  if (transition === undefined) return;
  data.state = transition.to;
  for (const effect of transition.effects) perform(sys, data, effect);
  if (data.state === 'done') sys.exit(event === 'unknown' ? 1 : 0);
}

function perform(sys: Sys, data: TcpdumpData, effect: TcpdumpEffect): void {
  switch (effect) {
    case 'resolve':
      data.lookup = startLookup(sys, data.wanted[0] ?? '', [DnsType.A]);
      takeLookup(sys, data);
      return;
    case 'listen':
      listen(sys, data);
      return;
    case 'awaitBlock':
      if (data.block === null) sys.timer('block', untilBlock(sys, data));
      else step(sys, data, 'block');
      return;
    case 'newline':
      sys.out('\n');
      return;
    case 'statistics':
      sys.err(statisticsText(data));
  }
}

function takeLookup(sys: Sys, data: TcpdumpData): void {
  const result = data.lookup?.result ?? null;
  if (result === null) return;
  data.lookup = null;
  if (data.state === 'resolving') {
    const name = data.wanted.shift() ?? '';
    if (result.ok) {
      data.addresses[name] = result.addresses;
      settleNames(sys, data);
    } else {
      sys.err(`tcpdump: unknown host '${name}'\n`);
      step(sys, data, 'unknown');
    }
    return;
  }
  const ip = missingHosts(data)[0];
  if (ip !== undefined) data.hosts[ip] = result.ok ? result.name : formatIpv4(ip);
  print(sys, data);
}

function listen(sys: Sys, data: TcpdumpData): void {
  const { device, options } = data;
  const isAny = device === ANY;
  data.socket = openPacket(sys, sys.process.pid, data.link);
  data.opened = sys.k.clock.now;
  const hint = options.style.verbose > 0 ? '' : 'verbose output suppressed, use -v[v]... for full protocol decode\n';
  const type = isAny ? 'LINUX_SLL2 (Linux cooked v2)' : 'EN10MB (Ethernet)';
  if (isAny) sys.err('tcpdump: data link type LINUX_SLL2\n');
  sys.err(`tcpdump: ${hint}listening on ${device}, link-type ${type}, snapshot length ${options.snapshot} bytes\n`);
}

function statisticsText({ printed, received }: TcpdumpData): string {
  const packets = (count: number, what: string) => `${count} packet${count === 1 ? '' : 's'} ${what}\n`;
  return packets(printed, 'captured') + packets(received, 'received by filter') + packets(0, 'dropped by kernel');
}

function read(sys: Sys, data: TcpdumpData): void {
  if (data.socket === null) return;
  const waiting = data.pending.length > 0;
  for (let got = receiveFrame(sys, data.socket); typeof got !== 'string'; got = receiveFrame(sys, data.socket)) {
    const bytes = encodeFrame(got.frame);
    const length = data.device === ANY ? bytes.length - ETHERNET_HEADER + COOKED_HEADER : bytes.length;
    if (!passes(data.filter, { bytes, sent: got.sent, length }, data.addresses)) continue;
    data.received++;
    if (isWanted(sys, data, got)) data.pending.push(got);
  }
  if (data.options.numeric) print(sys, data);
  else if (!waiting) gather(sys, data);
}

function untilBlock(sys: Sys, data: TcpdumpData): Micros {
  return BLOCK - ((sys.k.clock.now - data.opened) % BLOCK);
}

/** Looking names up takes questions and answers of its own, which are not to run into what is being captured. */
function gather(sys: Sys, data: TcpdumpData): void {
  if (data.block === null && data.pending.length > 0) sys.timer('block', untilBlock(sys, data));
}

function block(sys: Sys, data: TcpdumpData): void {
  if (data.state === 'full') {
    step(sys, data, 'block');
    return;
  }
  data.block = sys.k.clock.now;
  print(sys, data);
}

/** What the loopback sends is counted and left out: it comes in again (`linux_check_direction`). */
function isWanted(sys: Sys, { options }: TcpdumpData, { sent, link }: Captured): boolean {
  if (sent && link === sys.ns.lo) return false;
  return options.direction === 'inout' || (options.direction === 'out') === sent;
}

/** Prints what waits, as far as its addresses have names and -c allows. */
function print(sys: Sys, data: TcpdumpData): void {
  const { options, pending } = data;
  while (data.state === 'capturing' && data.lookup === null) {
    const [captured] = pending;
    if (captured === undefined || (data.block !== null && captured.at > data.block)) {
      data.block = null;
      if (!options.numeric) gather(sys, data);
      return;
    }
    const [missing] = missingHosts(data);
    if (missing !== undefined) {
      data.lookup = startReverse(sys, missing);
      takeLookup(sys, data);
      return;
    }
    pending.shift();
    data.printed++;
    data.first ??= captured.at;
    const before = (options.time === 'since' ? data.first : data.previous) ?? captured.at;
    data.previous = captured.at;
    const number = options.numbered ? `${String(data.printed).padStart(5)}  ` : '';
    const text = packetText(
      packetOf(sys.ns, captured, data.device === ANY, options.snapshot),
      options.style,
      options.dump,
      namesOf(options.numeric, data.hosts, null),
      data.conversations,
    );
    sys.out(number + timeText(captured.at, options.time, before) + text);
    if (data.printed === options.count) step(sys, data, 'counted');
  }
}

/** The addresses of the packet whose turn it is that have no name yet: it is printed once to see. */
function missingHosts(data: TcpdumpData): Ipv4[] {
  const [captured] = data.pending;
  if (data.options.numeric || captured === undefined) return [];
  const missing: Ipv4[] = [];
  const bytes = encodeFrame(captured.frame);
  const packet = { bytes, length: bytes.length, passage: null };
  packetText(packet, data.options.style, NO_DUMP, namesOf(false, data.hosts, missing), { ...data.conversations });
  return missing;
}

const NO_DUMP = { hex: 0, hexAscii: 0, ascii: 0 };
