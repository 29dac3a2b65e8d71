/** `arping` of busybox 1.35 on a packet socket (networking/arping.c). */
import { type Ipv4, IPV4_ANY } from '../../base/ipv4';
import { isGroupMac, type Mac, MAC_BROADCAST } from '../../base/mac';
import { strerror } from '../../kernel/errno';
import { linkById, linkByName, localType } from '../../kernel/netns';
import { selectSource } from '../../kernel/route';
import { bind, close, openPacket, openUdp, receiveFrame, sendFrame } from '../../kernel/socket/calls';
import { type Micros, SECOND } from '../../sim/clock';
import { compileMachine } from '../../sim/machine';
import { ArpOp } from '../../wire/arp';
import { type Arp, EtherType, type Frame, NO_BYTES } from '../../wire/packet';
import { capable } from '../capability';
import { program, type Sys } from '../program';
import { type Lookup, onLookup, startLookup } from '../resolver/resolver';
import {
  ARPING_EFFECTS,
  ARPING_EVENTS,
  ARPING_STATES,
  type ArpingEffect,
  type ArpingEvent,
  arpingMachine,
  type ArpingState,
} from './arping.machine';
import { type ArpingOptions, parseArping, type Refusal } from './options';
import { type Counters, headerText, heardText, statisticsText } from './text';

export const arpingTable = compileMachine(arpingMachine, ARPING_STATES, ARPING_EVENTS, ARPING_EFFECTS);

interface ArpingData {
  state: ArpingState;
  readonly options: ArpingOptions;
  /** The link's id and the address it had at the start. */
  readonly link: string;
  readonly mac: Mac;
  lookup: Lookup | null;
  socket: string | null;
  target: Ipv4;
  source: Ipv4;
  /** Whom the next message is for: everybody until somebody has answered. */
  to: Mac;
  /** How many are still to be sent; null without end. */
  left: number | null;
  begun: Micros;
  lastSent: Micros;
  readonly counters: Counters;
}

export const arping = program<ArpingData>({
  name: 'arping',
  takes: ['SIGINT'],
  start: (sys) => {
    const options = parseArping(sys.args);
    const refusal = 'err' in options ? options : refuse(sys, options);
    if (refusal !== null) {
      sys.err(refusal.err);
      return refusal.status;
    }
    if ('err' in options) return options.status;
    const link = linkByName(sys.ns, options.device);
    const data: ArpingData = {
      state: 'resolving',
      options,
      link: link?.id ?? '',
      mac: link?.mac ?? '',
      lookup: null,
      socket: null,
      target: IPV4_ANY,
      source: options.source?.ip ?? IPV4_ANY,
      to: MAC_BROADCAST,
      left: options.count,
      begun: 0,
      lastSent: 0,
      counters: { sent: 0, sentBroadcast: 0, received: 0, requests: 0, receivedBroadcast: 0 },
    };
    sys.process.data = data;
    data.lookup = startLookup(sys, options.target);
    takeLookup(sys, data);
    return data;
  },
  on: (sys, data, event) => {
    if (data.lookup !== null && onLookup(sys, data.lookup, event)) takeLookup(sys, data);
    else if (event.type === 'signal') step(sys, data, 'interrupted');
    else if (event.type === 'timer' && event.name === 'second') step(sys, data, 'second');
    else if (event.type === 'socket' && event.socket === data.socket) listen(sys, data, event.socket);
  },
});

/** Why there is nothing to begin with. */
function refuse(sys: Sys, { device, detectDuplicate }: ArpingOptions): Refusal | null {
  const because = (err: string, status: number): Refusal => ({ err: `arping: ${err}\n`, status });
  if (!capable(sys, 'NET_RAW')) return because(`socket: ${strerror('EPERM')}`, 1);
  const link = linkByName(sys.ns, device);
  if (link === null) return because(`interface ${device} not found: ${strerror('ENODEV')}`, 2);
  if (!link.up) return because(`interface ${device} is down`, 2);
  return link.kind === 'loopback' ? because(`interface ${device} is not ARPable`, detectDuplicate ? 0 : 2) : null;
}

function step(sys: Sys, data: ArpingData, event: ArpingEvent): void {
  const transition = arpingTable[data.state][event];
  if (transition === undefined) return;
  const before = data.state;
  data.state = transition.to;
  for (const effect of transition.effects) perform(sys, data, effect);
  if (before === 'resolving' && data.state === 'done') sys.exit(event === 'interrupted' ? 130 : 2);
}

function perform(sys: Sys, data: ArpingData, effect: ArpingEffect): void {
  if (effect === 'tick') tick(sys, data);
  else finish(sys, data);
}

function takeLookup(sys: Sys, data: ArpingData): void {
  const result = data.lookup?.result ?? null;
  if (result === null) return;
  data.lookup = null;
  const { options } = data;
  const [target] = result.ok ? result.addresses : [];
  const failed = target === undefined ? `bad address '${options.target}'` : begin(sys, data, target);
  if (failed !== null) sys.err(`arping: ${failed}\n`);
  step(sys, data, failed === null ? 'known' : 'refused');
}

/** Settles which address it is spoken from and opens the socket; or says why not. */
function begin(sys: Sys, data: ArpingData, target: Ipv4): string | null {
  const { options } = data;
  data.target = target;
  if (options.source?.ip === null) return `invalid source address ${options.source.text}`;
  if (options.unsolicited && !options.detectDuplicate && data.source === IPV4_ANY) data.source = target;
  const failed = data.source === IPV4_ANY ? chooseSource(sys, data) : claimSource(sys, data.source);
  if (failed !== null) return failed;
  data.socket = openPacket(sys, sys.process.pid, data.link);
  data.begun = sys.k.clock.now;
  if (!options.quiet) sys.out(headerText(target, data.source, options.device));
  return null;
}

/** The kernel's choice for a destination on this link (SO_DONTROUTE, connect, getsockname); nobody's for a duplicate that is looked for. */
function chooseSource(sys: Sys, data: ArpingData): string | null {
  const { target, options } = data;
  if (options.detectDuplicate) return null;
  if (localType(sys.ns, target) === 'broadcast') {
    return `can't connect to remote host (${options.target}): ${strerror('EACCES')}`;
  }
  const link = linkById(sys.ns, data.link);
  if (link === null) return `connect: ${strerror('ENODEV')}`;
  const isOwn = link.addresses.some(({ address }) => address === target);
  data.source = isOwn ? target : (selectSource(sys.ns, link, target) ?? IPV4_ANY);
  return null;
}

/** Whether an address is ours: a socket is bound to it for a moment. */
function claimSource(sys: Sys, source: Ipv4): string | null {
  const probe = openUdp(sys, sys.process.pid);
  const errno = bind(sys, probe, source, 0);
  close(sys, probe);
  return errno === null ? null : `bind: ${strerror(errno)}`;
}

/** What the alarm of each second does (`catcher`). */
function tick(sys: Sys, data: ArpingData): void {
  const { options } = data;
  const isLate = options.timeout > 0 && sys.k.clock.now - data.begun > (options.timeout + 0.5) * SECOND;
  if (data.left === 0 || isLate) {
    step(sys, data, 'enough');
    return;
  }
  if (data.left !== null) data.left--;
  ask(sys, data);
  if (data.left === 0 && options.unsolicited) step(sys, data, 'enough');
  else sys.timer('second', SECOND);
}

function ask(sys: Sys, data: ArpingData): void {
  const { options, counters, mac, to } = data;
  const arp: Arp = {
    kind: 'arp',
    hardwareType: 1,
    protocolType: EtherType.Ipv4,
    hardwareSize: 6,
    protocolSize: 4,
    opcode: options.answer ? ArpOp.Reply : ArpOp.Request,
    senderMac: mac,
    senderIp: data.source,
    targetMac: options.answer ? mac : to,
    targetIp: data.target,
  };
  const frame: Frame = { dst: to, src: mac, type: EtherType.Arp, vlan: null, payload: arp, trailer: NO_BYTES };
  if (data.socket === null || sendFrame(sys, data.socket, frame) !== null) return;
  data.lastSent = sys.k.clock.now;
  counters.sent++;
  // The bit that says whether it has gone over to unicast is the same as the one of -c.
  if (to === MAC_BROADCAST && options.count === null) counters.sentBroadcast++;
}

function listen(sys: Sys, data: ArpingData, socket: string): void {
  for (;;) {
    const captured = receiveFrame(sys, socket);
    if (typeof captured === 'string') return;
    if (!captured.sent) hear(sys, data, captured.frame);
    if (data.state === 'done') return;
  }
}

/** One message that came (`recv_pack`). */
function hear(sys: Sys, data: ArpingData, { dst, payload }: Frame): void {
  const { options, counters, mac, source } = data;
  if (payload instanceof Uint8Array || payload.kind !== 'arp') return;
  if (dst !== mac && !isGroupMac(dst)) return;
  if (!isAnswer(data, payload)) return;
  const isUnicast = dst === mac;
  if (!options.quiet) {
    sys.out(heardText(payload, isUnicast, { ip: source, mac }, sys.k.clock.now - data.lastSent));
  }
  counters.received++;
  if (!isUnicast) counters.receivedBroadcast++;
  if (payload.opcode === ArpOp.Request) counters.requests++;
  if (options.quitOnReply) step(sys, data, 'enough');
  else if (!options.onlyBroadcast) data.to = payload.senderMac;
}

/** Whether a message is from the address that is asked for, and (except for a duplicate) to us. */
function isAnswer({ options, mac, source, target }: ArpingData, arp: Arp): boolean {
  if (arp.opcode !== ArpOp.Request && arp.opcode !== ArpOp.Reply) return false;
  if (arp.senderIp !== target) return false;
  if (!options.detectDuplicate) return arp.targetIp === source && arp.targetMac === mac;
  return arp.senderMac !== mac && (source === IPV4_ANY || arp.targetIp === source);
}

function finish(sys: Sys, data: ArpingData): void {
  const { options, counters } = data;
  if (!options.quiet) sys.out(statisticsText(counters));
  const isAnswered = counters.received > 0;
  if (options.detectDuplicate) sys.exit(isAnswered ? 1 : 0);
  else sys.exit(options.unsolicited || isAnswered ? 0 : 1);
}
