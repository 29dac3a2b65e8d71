/** Neighbours of a link (net/core/neighbour.c): what packets wait for, and what ARP teaches. */
import { type Ipv4, isMulticast } from '../../base/ipv4';
import { MAC_BROADCAST, MAC_ZERO, type Mac, macFromGroup } from '../../base/mac';
import { type Micros, MILLISECOND, SECOND } from '../../sim/clock';
import { compileMachine } from '../../sim/machine';
import { randomBelow } from '../../sim/random';
import { get, put, remove, values } from '../../sim/table';
import { Value } from '../../sim/value';
import type { Ipv4Packet } from '../../wire/packet';
import { arpSend } from '../arp';
import { type Kernel, later } from '../kernel';
import type { Link } from '../link/link';
import { devQueueXmit, drop, frameOf } from '../netdev';
import { isBroadcastOn, type Netns } from '../netns';
import type { CtRef } from '../skb';
import { sysctlNumber } from '../sysctl';
import {
  NEIGH_EFFECTS,
  NEIGH_EVENTS,
  type NeighEffect,
  type NeighEvent,
  neighMachine,
  NUD,
  type Nud,
} from './neigh.machine';
import { arpErrorReport } from './unreachable';

/** A jiffy's slack in the timer wheel makes a second of retransmission 1.024 s; the delay before a probe is seen as 5.06 s. */
const RETRANS_SLACK = 24 * MILLISECOND;
const DELAY_SLACK = 60 * MILLISECOND;
/** A reply within a second of the last change does not move an entry (locktime). */
const LOCKTIME = SECOND;
/** Times of an entry are those of the jiffy (HZ is 250). */
const JIFFY = 4 * MILLISECOND;
/** unres_qlen_bytes holds about this many packets. */
const QUEUE_PACKETS = 101;

/** One line of `ip neigh`; replaced by a new value when it changes. */
export class Neigh extends Value {
  constructor(
    readonly ip: Ipv4,
    readonly nud: Nud,
    readonly lladdr: Mac | null,
    readonly probes: number,
    readonly updated: Micros,
    readonly confirmed: Micros,
    readonly used: Micros,
    /** How long a confirmation lasts, drawn anew for each. */
    readonly reachable: Micros,
    /** Sequence number of the timer that counts; an earlier one is void. */
    readonly timer: number,
    readonly queue: readonly Ipv4Packet[],
  ) {
    super();
  }
}

type NeighFields = Partial<Omit<Neigh, 'ip' | 'value'>>;

const neighTable = compileMachine(neighMachine, NUD, NEIGH_EVENTS, NEIGH_EFFECTS);

function fresh(k: Kernel, ip: Ipv4): Neigh {
  const now = k.clock.now;
  return new Neigh(ip, 'NONE', null, 0, now, -1, now, 0, -1, []);
}

/** The entry with other values in some fields, put in its place. */
function change(link: Link, old: Neigh, fields: NeighFields): Neigh {
  const next = new Neigh(
    old.ip,
    fields.nud ?? old.nud,
    fields.lladdr === undefined ? old.lladdr : fields.lladdr,
    fields.probes ?? old.probes,
    fields.updated ?? old.updated,
    fields.confirmed ?? old.confirmed,
    fields.used ?? old.used,
    fields.reachable ?? old.reachable,
    fields.timer ?? old.timer,
    fields.queue ?? old.queue,
  );
  put(link.neighbours, old.ip, next);
  return next;
}

/** Sends a packet to the next hop `ip` on the link, at once or when its address is known: `neigh_output`. */
export function neighOutput(k: Kernel, ns: Netns, link: Link, ip: Ipv4, packet: Ipv4Packet, ct: CtRef | null): void {
  const fixed = fixedAddress(ns, link, ip);
  if (fixed !== null) {
    devQueueXmit(k, ns, link, frameOf(fixed, link.mac, packet), ct);
    return;
  }
  const lladdr = neighUse(k, ns, link, ip);
  if (lladdr === null) waitFor(k, ns, link, get(link.neighbours, ip) ?? fresh(k, ip), packet);
  else devQueueXmit(k, ns, link, frameOf(lladdr, link.mac, packet), ct);
}

/** The address of a neighbour that is known, old as it may be: it is used now. Null where it has to be asked for. */
export function neighUse(k: Kernel, ns: Netns, link: Link, ip: Ipv4): Mac | null {
  let neigh = get(link.neighbours, ip);
  if (neigh === undefined || neigh.lladdr === null || neigh.nud === 'FAILED') return null;
  if (neigh.nud === 'STALE')
    neigh = stepNeigh(k, ns, link, change(link, neigh, { used: k.clock.now }), 'neigh.lookup', null);
  if (neigh.lladdr === null) return null;
  k.tap.why?.push({ ns: ns.name, kind: 'neigh.use', dev: link.name, ip, nud: neigh.nud, lladdr: neigh.lladdr });
  return neigh.lladdr;
}

/** Links and destinations that need no resolution. */
function fixedAddress(ns: Netns, link: Link, ip: Ipv4): Mac | null {
  if (link.kind === 'loopback' || link.noArp) return MAC_ZERO;
  if (isMulticast(ip)) return macFromGroup(ip);
  return isBroadcastOn(ns, link, ip) ? MAC_BROADCAST : null;
}

function waitFor(k: Kernel, ns: Netns, link: Link, neigh: Neigh, packet: Ipv4Packet): void {
  const full = neigh.queue.length >= QUEUE_PACKETS;
  if (full) drop(k, ns, link.name, 'NEIGH_QUEUEFULL');
  const queue = [...(full ? neigh.queue.slice(1) : neigh.queue), packet];
  const waiting = change(link, neigh, { queue, used: k.clock.now });
  k.tap.why?.push({ ns: ns.name, kind: 'neigh.wait', dev: link.name, ip: neigh.ip, queued: queue.length });
  if (waiting.nud !== 'INCOMPLETE') stepNeigh(k, ns, link, waiting, 'neigh.lookup', null);
}

/** One event of one entry: its next state and what that brings with it. */
function stepNeigh(k: Kernel, ns: Netns, link: Link, neigh: Neigh, event: NeighEvent, lladdr: Mac | null): Neigh {
  const transition = neighTable[neigh.nud][event];
  if (transition === undefined) return neigh;
  const now = k.clock.now;
  let next = change(link, neigh, { nud: transition.to, ...(transition.to === neigh.nud ? {} : { updated: now }) });
  if (transition.to === 'REACHABLE') next = change(link, next, { confirmed: now, reachable: drawReachable(k, ns) });
  if (transition.to !== neigh.nud) {
    k.tap.why?.push({
      ns: ns.name,
      kind: 'neigh',
      dev: link.name,
      ip: neigh.ip,
      from: neigh.nud,
      to: transition.to,
      event,
      lladdr: lladdr ?? neigh.lladdr,
    });
  }
  for (const effect of transition.effects) next = perform(k, ns, link, next, effect, lladdr);
  return setTimer(k, ns, link, next);
}

function perform(k: Kernel, ns: Netns, link: Link, neigh: Neigh, effect: NeighEffect, lladdr: Mac | null): Neigh {
  switch (effect) {
    case 'restartProbes':
      return change(link, neigh, { probes: 0 });
    case 'learn':
      return change(link, neigh, {
        lladdr: lladdr ?? neigh.lladdr,
        ...(lladdr === neigh.lladdr ? {} : { updated: k.clock.now }),
      });
    case 'solicitBroadcast':
      arpSend(k, ns, link, neigh.ip, neigh.queue[0]?.src ?? null, MAC_BROADCAST);
      return change(link, neigh, { probes: neigh.probes + 1 });
    case 'solicitUnicast':
      arpSend(k, ns, link, neigh.ip, null, neigh.lladdr ?? MAC_BROADCAST);
      return change(link, neigh, { probes: neigh.probes + 1 });
    case 'flushQueue': {
      const waiting = neigh.queue;
      const flushed = change(link, neigh, { queue: [] });
      for (const packet of waiting) devQueueXmit(k, ns, link, frameOf(flushed.lladdr ?? MAC_ZERO, link.mac, packet));
      return flushed;
    }
    case 'dropQueue': {
      const waiting = neigh.queue;
      const failed = change(link, neigh, { queue: [], lladdr: null });
      for (const packet of waiting) {
        drop(k, ns, link.name, 'NEIGH_FAILED');
        arpErrorReport(k, ns, packet);
      }
      return failed;
    }
  }
}

function drawReachable(k: Kernel, ns: Netns): Micros {
  const base = sysctlNumber(ns.sysctl, 'net.ipv4.neigh.default.base_reachable_time_ms') * MILLISECOND;
  return base / 2 + randomBelow(k.random, base);
}

function setTimer(k: Kernel, ns: Netns, link: Link, neigh: Neigh): Neigh {
  const delay = timerOf(ns, neigh);
  if (delay === null) return neigh.timer < 0 ? neigh : change(link, neigh, { timer: -1 });
  const timer = k.clock.seq;
  later(k, delay, { type: 'neigh.timer', ns: ns.id, link: link.id, ip: neigh.ip, timer });
  return change(link, neigh, { timer });
}

function timerOf(ns: Netns, neigh: Neigh): Micros | null {
  switch (neigh.nud) {
    case 'INCOMPLETE':
    case 'PROBE':
      return sysctlNumber(ns.sysctl, 'net.ipv4.neigh.default.retrans_time_ms') * MILLISECOND + RETRANS_SLACK;
    case 'DELAY':
      return sysctlNumber(ns.sysctl, 'net.ipv4.neigh.default.delay_first_probe_time') * SECOND + DELAY_SLACK;
    case 'REACHABLE':
      return neigh.reachable;
    default:
      return null;
  }
}

/** `neigh_timer_handler`. */
export function neighTimer(k: Kernel, ns: Netns, link: Link, ip: Ipv4, timer: number): void {
  const neigh = get(link.neighbours, ip);
  if (neigh?.timer !== timer) return;
  const now = k.clock.now;
  const delayProbe = sysctlNumber(ns.sysctl, 'net.ipv4.neigh.default.delay_first_probe_time') * SECOND;
  switch (neigh.nud) {
    case 'REACHABLE':
      if (neigh.confirmed + neigh.reachable > now) {
        const again = k.clock.seq;
        later(k, neigh.confirmed + neigh.reachable - now, {
          type: 'neigh.timer',
          ns: ns.id,
          link: link.id,
          ip,
          timer: again,
        });
        change(link, neigh, { timer: again });
      } else stepNeigh(k, ns, link, neigh, neigh.used + delayProbe >= now ? 'neigh.used' : 'neigh.idle', null);
      return;
    case 'DELAY':
      stepNeigh(k, ns, link, neigh, neigh.confirmed + delayProbe >= now ? 'neigh.confirm' : 'neigh.retry', null);
      return;
    default: {
      const limit = sysctlNumber(
        ns.sysctl,
        `net.ipv4.neigh.default.${neigh.nud === 'PROBE' ? 'ucast' : 'mcast'}_solicit`,
      );
      stepNeigh(k, ns, link, neigh, neigh.probes >= limit ? 'neigh.exhausted' : 'neigh.retry', null);
    }
  }
}

/** Whether the neighbour's address is known; where it is not, it is asked for (`neigh_event_send` without a packet). */
export function neighKnown(k: Kernel, ns: Netns, link: Link, ip: Ipv4): boolean {
  const neigh = get(link.neighbours, ip) ?? fresh(k, ip);
  if (neigh.lladdr !== null) return true;
  if (neigh.nud !== 'INCOMPLETE') stepNeigh(k, ns, link, neigh, 'neigh.lookup', null);
  return false;
}

/** A higher layer has heard from the neighbour (MSG_CONFIRM, TCP progress): `neigh_confirm`. */
export function neighConfirm(k: Kernel, link: Link, ip: Ipv4): void {
  const neigh = get(link.neighbours, ip);
  if (neigh !== undefined && neigh.confirmed + JIFFY <= k.clock.now && neigh.lladdr !== null)
    change(link, neigh, { confirmed: k.clock.now });
}

/** What an ARP packet tells of its sender: `neigh_update`. An unsolicited one makes an entry only where `create` says so. */
export function neighUpdate(
  k: Kernel,
  ns: Netns,
  link: Link,
  ip: Ipv4,
  lladdr: Mac,
  news: 'reply' | 'hint',
  create: boolean,
  override: boolean,
): void {
  const known = get(link.neighbours, ip);
  if (known === undefined && !create) return;
  const neigh = known ?? fresh(k, ip);
  if (neigh.lladdr !== null && neigh.lladdr !== lladdr) {
    if (!override && neigh.updated + LOCKTIME > k.clock.now) return;
    stepNeigh(k, ns, link, neigh, news === 'reply' ? 'neigh.reply' : 'neigh.moved', lladdr);
  } else stepNeigh(k, ns, link, neigh, news === 'reply' ? 'neigh.reply' : 'neigh.hint', lladdr);
}

/** `ip neigh add|replace`: what is set by hand, permanent unless it says otherwise; what waited for it leaves. */
export function neighAdd(k: Kernel, ns: Netns, link: Link, ip: Ipv4, lladdr: Mac | null, nud: Nud = 'PERMANENT'): void {
  const now = k.clock.now;
  const reachable = nud === 'REACHABLE' ? { confirmed: now, reachable: drawReachable(k, ns) } : {};
  const neigh = change(link, get(link.neighbours, ip) ?? fresh(k, ip), { nud, lladdr, updated: now, ...reachable });
  setTimer(k, ns, link, lladdr === null ? neigh : perform(k, ns, link, neigh, 'flushQueue', null));
}

/** `ip neigh del`, and what is left when a link goes down; whether there was an entry. */
export function neighDelete(link: Link, ip: Ipv4): boolean {
  return remove(link.neighbours, ip);
}

/** Forgets every neighbour of a link that goes down: `neigh_ifdown`. */
export function neighIfdown(link: Link): void {
  for (const neigh of [...values(link.neighbours)]) remove(link.neighbours, neigh.ip);
}

/** Forgets every neighbour but the permanent ones: `neigh_carrier_down`, `ip neigh flush`. */
export function neighFlush(link: Link): void {
  for (const neigh of [...values(link.neighbours)]) if (neigh.nud !== 'PERMANENT') remove(link.neighbours, neigh.ip);
}
