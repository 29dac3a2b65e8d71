/** `nc`: OpenBSD's netcat, as Debian ships it. */
import { formatIpv4, type Ipv4, parseIpv4 } from '../../base/ipv4';
import { type Errno, strerror } from '../../kernel/errno';
import {
  accept,
  bind,
  close,
  connect,
  connected,
  listen,
  localAddress,
  openTcp,
  openUdp,
  peerAddress,
  receiveFrom,
  send,
  setOptions,
} from '../../kernel/socket/calls';
import { MICROSECOND, SECOND } from '../../sim/clock';
import { compileMachine } from '../../sim/machine';
import { complained, statusOf } from '../complaint';
import { type ProcessEvent, program, type Sys } from '../program';
import { GAI_STRERROR, type Lookup, nameOf, onLookup, startLookup, startReverse } from '../resolver/resolver';
import { serviceName } from '../services';
import { bytesOf, textOf } from '../text';
import { NC_EFFECTS, NC_EVENTS, NC_STATES, type NcEffect, type NcEvent, ncMachine, type NcState } from './nc.machine';
import { type NcOptions, parseNc } from './options';
import { createTransfer, IDLE_TIMER, pump, QUIT_TIMER, type Transfer, typed, wholeInput } from './transfer';

export const ncTable = compileMachine(ncMachine, NC_STATES, NC_EVENTS, NC_EFFECTS);

/** A listener lets one connection more than this wait. */
const BACKLOG = 1;
/** Seconds that a UDP probe gives the other side to answer (UDP_SCAN_TIMEOUT). */
const UDP_SCAN = 3;
/** Between its first two bytes. */
const BETWEEN_PROBES = 700 * MICROSECOND;
const CONNECT_TIMER = 'connect';
const PROBE_TIMER = 'probe';

interface NcData {
  state: NcState;
  readonly options: NcOptions;
  lookup: Lookup | null;
  addresses: readonly Ipv4[];
  /** Which address of which port is being tried. */
  address: number;
  port: number;
  socket: string | null;
  listening: string | null;
  transfer: Transfer | null;
  /** The datagram by which a UDP server learned of its caller. */
  first: Uint8Array | null;
  probes: number;
  status: number;
}

export const nc = program<NcData>({
  name: 'nc',
  start: (sys) => {
    const options = parseNc(sys.args);
    if (complained(options)) return statusOf(sys, options);
    const data: NcData = {
      state: 'starting',
      options,
      lookup: null,
      addresses: [],
      address: 0,
      port: 0,
      socket: null,
      listening: null,
      transfer: null,
      first: null,
      probes: 0,
      status: 1,
    };
    sys.process.data = data;
    if (!options.listen) step(sys, data, 'dial');
    else if (openServer(sys, data)) step(sys, data, 'serve');
    else step(sys, data, 'finished');
    return data;
  },
  on: (sys, data, event) => {
    if (data.lookup !== null && onLookup(sys, data.lookup, event)) {
      if (data.lookup.result !== null) lookedUp(sys, data);
      return;
    }
    switch (event.type) {
      case 'timer':
        rang(sys, data, event.name);
        return;
      case 'socket':
        stirred(sys, data, event);
        return;
      case 'input':
        if (data.transfer === null) return;
        typed(data.transfer, event.text, rulesOf(data));
        carryOn(sys, data);
        return;
      case 'child':
      case 'signal':
        return;
    }
  },
});

function step(sys: Sys, data: NcData, event: NcEvent): void {
  const transition = ncTable[data.state][event];
  if (transition === undefined) return;
  data.state = transition.to;
  for (const effect of transition.effects) perform(sys, data, effect);
}

function perform(sys: Sys, data: NcData, effect: NcEffect): void {
  switch (effect) {
    case 'resolve':
      resolve(sys, data);
      return;
    case 'connect':
      dial(sys, data);
      return;
    case 'probe':
      probe(sys, data);
      return;
    case 'tellSuccess':
      data.status = 0;
      if (data.options.verbose)
        sys.err(`Connection to ${targetOf(data)} ${portOf(data)} port [${serviceOf(data)}] succeeded!\n`);
      return;
    case 'nextAddress':
      data.address++;
      dial(sys, data);
      return;
    case 'nextPort':
      nextPort(sys, data);
      return;
    case 'announce':
    case 'greet':
      introduce(sys, data);
      return;
    case 'await':
      takeCaller(sys, data);
      return;
    case 'transfer':
      data.transfer = createTransfer(data.socket ?? '', data.options.udp, stdinOf(sys, data), rulesOf(data));
      if (data.transfer.inputOpen) sys.listen();
      if (data.options.udp) data.listening = null;
      if (data.first !== null) sys.out(textOf(data.first));
      carryOn(sys, data);
      return;
    case 'exit':
      sys.exit(data.status);
  }
}

function stdinOf(sys: Sys, data: NcData): string | null {
  return data.options.detached ? '' : wholeInput(sys);
}

function rulesOf({ options }: NcData) {
  const { listen: server, shutdown, quitAfter, timeout, crlf, receiveLimit } = options;
  return { server, shutdown, quitAfter, timeout, crlf, receiveLimit };
}

const portOf = (data: NcData): number => data.options.ports[data.port] ?? 0;

/** The host as it was named, with its address where that says more. */
function targetOf(data: NcData): string {
  const ip = formatIpv4(data.addresses[data.address] ?? 0);
  const host = data.options.host ?? ip;
  return host === ip ? host : `${host} (${ip})`;
}

function serviceOf(data: NcData): string {
  const protocol = data.options.udp ? 'udp' : 'tcp';
  return `${protocol}/${serviceName(portOf(data), protocol) ?? '*'}`;
}

function resolve(sys: Sys, data: NcData): void {
  const { host, numeric } = data.options;
  if (numeric && parseIpv4(host ?? '') === null) {
    complainOfName(sys, data, GAI_STRERROR.EAI_NONAME);
    return;
  }
  data.lookup = startLookup(sys, host ?? '');
  if (data.lookup.result !== null) lookedUp(sys, data);
}

function complainOfName(sys: Sys, data: NcData, why: string): void {
  sys.err(`nc: getaddrinfo for host "${data.options.host ?? ''}" port ${portOf(data)}: ${why}\n`);
  step(sys, data, 'unresolved');
}

/** A name, or an address's name, has been looked up. */
function lookedUp(sys: Sys, data: NcData): void {
  const result = data.lookup?.result ?? null;
  if (data.lookup === null || result === null) return;
  if (data.state === 'resolving') {
    if (result.ok && result.addresses.length > 0) {
      data.addresses = result.addresses;
      step(sys, data, 'resolved');
    } else complainOfName(sys, data, GAI_STRERROR[result.ok ? 'EAI_NONAME' : result.error]);
    return;
  }
  const greeting = data.state === 'greeting';
  const end = greeting ? peerAddress(sys, data.socket ?? '') : localAddress(sys, data.listening ?? '');
  if (end !== null) tellEnd(sys, data, nameOf(data.lookup, end.ip), end.port);
}

/** Every port has the host looked up anew (`remote_connect`). */
function nextPort(sys: Sys, data: NcData): void {
  hangUp(sys, data);
  data.address = 0;
  data.port++;
  if (data.port < data.options.ports.length) resolve(sys, data);
  else step(sys, data, 'exhausted');
}

/** Connects to the address and port whose turn it is. */
function dial(sys: Sys, data: NcData): void {
  hangUp(sys, data);
  const { options } = data;
  const socket = options.udp ? openUdp(sys, sys.process.pid) : openTcp(sys, sys.process.pid);
  data.socket = socket;
  setOptions(sys, socket, {
    reuseAddress: true,
    broadcast: options.broadcast,
    ...(options.ttl === null ? {} : { ttl: options.ttl }),
  });
  const source = parseIpv4(options.source ?? '0.0.0.0') ?? 0;
  const failed =
    options.source === null && options.sourcePort === null ? null : bind(sys, socket, source, options.sourcePort ?? 0);
  if (failed !== null) {
    sys.err(`nc: bind failed: ${strerror(failed)}\n`);
    step(sys, data, 'finished');
    return;
  }
  const result = connect(sys, socket, data.addresses[data.address] ?? 0, portOf(data));
  if (result === 'EINPROGRESS') {
    if (options.timeout !== null) sys.timer(CONNECT_TIMER, options.timeout * SECOND);
  } else if (result !== null) missed(sys, data, `failed: ${strerror(result)}`);
  else if (options.verbose) step(sys, data, 'mute');
  else if (options.scan) step(sys, data, 'scanned');
  else step(sys, data, 'connected');
}

function missed(sys: Sys, data: NcData, how: string): void {
  const { verbose, udp } = data.options;
  sys.cancel(CONNECT_TIMER);
  if (verbose) sys.err(`nc: connect to ${targetOf(data)} port ${portOf(data)} (${udp ? 'udp' : 'tcp'}) ${how}\n`);
  step(sys, data, data.address + 1 < data.addresses.length ? 'refused' : 'unreachable');
}

/** Two bytes, then one a second: a refusal of one before means that nobody hears (`udptest`). */
function probe(sys: Sys, data: NcData): void {
  data.probes = -1;
  send(sys, data.socket ?? '', bytesOf('X'));
  sys.timer(PROBE_TIMER, BETWEEN_PROBES);
}

function probedAgain(sys: Sys, data: NcData): void {
  if (send(sys, data.socket ?? '', bytesOf('X')) === 'ECONNREFUSED') {
    step(sys, data, 'unreachable');
    return;
  }
  data.probes++;
  if (data.probes < (data.options.timeout ?? UDP_SCAN)) sys.timer(PROBE_TIMER, SECOND);
  else step(sys, data, data.options.scan ? 'scanned' : 'connected');
}

function rang(sys: Sys, data: NcData, timer: string): void {
  if (timer === CONNECT_TIMER) missed(sys, data, `timed out: ${strerror('EINPROGRESS')}`);
  else if (timer === PROBE_TIMER) probedAgain(sys, data);
  else if (timer === IDLE_TIMER) finishTransfer(sys, data);
  else if (timer === QUIT_TIMER) step(sys, data, 'finished');
}

function stirred(sys: Sys, data: NcData, event: Extract<ProcessEvent, { type: 'socket' }>): void {
  if (data.state === 'connecting' && event.socket === data.socket) answered(sys, data, connected(sys, event.socket));
  else if (data.state === 'listening') takeCaller(sys, data);
  else if (data.state === 'transferring' && event.socket === data.transfer?.socket) carryOn(sys, data);
}

function answered(sys: Sys, data: NcData, result: Errno | null): void {
  if (result === 'EINPROGRESS') return;
  if (result !== null) {
    missed(sys, data, `failed: ${strerror(result)}`);
    return;
  }
  sys.cancel(CONNECT_TIMER);
  step(sys, data, data.options.scan ? 'scanned' : 'connected');
}

function openServer(sys: Sys, data: NcData): boolean {
  const { options } = data;
  const socket = options.udp ? openUdp(sys, sys.process.pid) : openTcp(sys, sys.process.pid);
  setOptions(sys, socket, { reuseAddress: true, broadcast: options.broadcast });
  const ip = options.host === null ? 0 : parseIpv4(options.host);
  const failed = bind(sys, socket, ip ?? 0, portOf(data)) ?? (options.udp ? null : listen(sys, socket, BACKLOG));
  if (failed !== null) sys.err(`nc: ${strerror(failed)}\n`);
  data.listening = socket;
  return failed === null;
}

/** Says where it listens, or who calls: with -v, by name unless -n. */
function introduce(sys: Sys, data: NcData): void {
  const greeting = data.state === 'greeting';
  const end = greeting ? peerAddress(sys, data.socket ?? '') : localAddress(sys, data.listening ?? '');
  if (!data.options.verbose || end === null) {
    step(sys, data, greeting ? 'greeted' : 'announced');
    return;
  }
  if (data.options.numeric) {
    tellEnd(sys, data, formatIpv4(end.ip), end.port);
    return;
  }
  data.lookup = startReverse(sys, end.ip);
  if (data.lookup.result !== null) lookedUp(sys, data);
}

function tellEnd(sys: Sys, data: NcData, name: string, port: number): void {
  const greeting = data.state === 'greeting';
  const what = greeting ? 'Connection received' : data.options.udp ? 'Bound' : 'Listening';
  sys.err(`${what} on ${name} ${port}\n`);
  step(sys, data, greeting ? 'greeted' : 'announced');
}

/** The next caller: a connection, or the sender of a datagram, to whom the socket is tied unless -k. */
function takeCaller(sys: Sys, data: NcData): void {
  const { listening, options } = data;
  if (listening === null) return;
  data.status = 0;
  if (!options.udp) {
    const got = accept(sys, listening);
    if (typeof got === 'string') return;
    data.socket = got.socket;
    step(sys, data, 'called');
    return;
  }
  data.socket = listening;
  if (options.keep) {
    step(sys, data, 'called');
    return;
  }
  const first = receiveFrom(sys, listening);
  if (typeof first === 'string') return;
  connect(sys, listening, first.src, first.srcPort);
  data.first = first.payload;
  step(sys, data, 'called');
}

function carryOn(sys: Sys, data: NcData): void {
  if (data.transfer === null) return;
  if (pump(sys, data.transfer, rulesOf(data)) === 'ended') finishTransfer(sys, data);
}

function finishTransfer(sys: Sys, data: NcData): void {
  sys.cancel(IDLE_TIMER);
  sys.cancel(QUIT_TIMER);
  data.transfer = null;
  hangUp(sys, data);
  if (data.options.listen) step(sys, data, data.options.keep ? 'announced' : 'finished');
  else step(sys, data, 'ended');
}

function hangUp(sys: Sys, data: NcData): void {
  if (data.socket === null) return;
  close(sys, data.socket);
  data.socket = null;
}
