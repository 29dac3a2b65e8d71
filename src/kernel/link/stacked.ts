/** Links stacked on another: macvlan, ipvlan and 802.1Q (drivers/net/macvlan.c, ipvlan/ipvlan_core.c, net/8021q). */
import type { Ipv4 } from '../../base/ipv4';
import { isGroupMac } from '../../base/mac';
import { get, type Table } from '../../sim/table';
import type { Frame } from '../../wire/packet';
import { ipLocalOut } from '../ip/output';
import { type Kernel, later } from '../kernel';
import { deliver, devQueueXmit, drop, netifReceive } from '../netdev';
import { linkById, type Netns } from '../netns';
import { routeOutput } from '../route';
import type { Ipvlan, Link, Macvlan, Vlan } from './link';

/** From a link to the one above it or below it. */
const HANDOVER = 1;
const VID = 0xfff;

/**
 * A frame reaches a link that others are stacked on; whether one of them takes it, so that the link itself does not. Group
 * frames are for all of them.
 */
export function stackedReceive(k: Kernel, ns: Netns, lower: Link, frame: Frame): boolean {
  later(k, HANDOVER, { type: 'stacked.rx', ns: ns.id, link: lower.id, frame });
  const { vlan } = frame;
  if (vlan !== null) return lower.uppers.some((upper) => upper.vid === (vlan & VID));
  if (isGroupMac(frame.dst)) return false;
  if (lower.uppers.some((upper) => upper.kind === 'ipvlan')) return frame.dst === lower.mac;
  return lower.uppers.some((upper) => upper.kind === 'macvlan' && (upper.passthru || frame.dst !== lower.mac));
}

/** A stacked link sends: the frame is its parent's business. */
export function stackedXmit(k: Kernel, link: Macvlan | Ipvlan | Vlan, frame: Frame): void {
  later(k, HANDOVER, { type: 'stacked.tx', ns: link.lowerNs, link: link.lower, from: link.id, frame });
}

interface Child {
  readonly ns: Netns;
  readonly link: Link;
}

/** The links stacked on a parent, wherever they live (the hash table of `struct macvlan_port`). */
function childrenOf(all: Table<Netns>, lower: Link): Child[] {
  return lower.uppers.flatMap((upper) => {
    const ns = get(all, upper.ns);
    const link = ns === undefined ? null : linkById(ns, upper.link);
    return ns === undefined || link === null ? [] : [{ ns, link }];
  });
}

/** `macvlan_handle_frame`, `ipvlan_handle_frame`, `vlan_do_receive`. */
export function stackedRx(k: Kernel, all: Table<Netns>, ns: Netns, lower: Link, frame: Frame): void {
  const children = childrenOf(all, lower);
  const tagged = frame.vlan;
  if (tagged !== null) {
    const child = children.find(({ link }) => link.kind === 'vlan' && link.vid === (tagged & VID));
    if (child === undefined) return;
    k.tap.why?.push({
      ns: child.ns.name,
      kind: 'vlan.untag',
      dev: child.link.name,
      parent: lower.name,
      vid: tagged & VID,
    });
    netifReceive(k, child.ns, child.link, { ...frame, vlan: null });
    return;
  }
  const group = isGroupMac(frame.dst);
  const takers = children.filter(({ link }) => {
    if (link.kind === 'macvlan') return group || link.mode === 'passthru' || frame.dst === link.mac;
    if (link.kind !== 'ipvlan') return false;
    return group ? link.mode === 'l2' || owns(link, frame) : frame.dst === lower.mac && owns(link, frame);
  });
  for (const child of takers) hand(k, child, frame);
  const unclaimed = takers.length === 0 && frame.dst === lower.mac;
  if (unclaimed && children.some(({ link }) => link.kind === 'ipvlan')) deliver(k, ns, lower, frame, null);
}

/** `macvlan_queue_xmit`, `ipvlan_xmit_mode_l2`, `vlan_dev_hard_start_xmit`: to a sibling, or out of the parent. */
export function stackedTx(k: Kernel, all: Table<Netns>, ns: Netns, lower: Link, from: string, frame: Frame): void {
  const children = childrenOf(all, lower);
  const sender = children.find(({ link }) => link.id === from)?.link;
  if (sender?.kind === 'vlan') {
    k.tap.why?.push({ ns: ns.name, kind: 'vlan.tag', dev: sender.name, parent: lower.name, vid: sender.vid });
    devQueueXmit(k, ns, lower, { ...frame, vlan: sender.vid });
    return;
  }
  if (sender?.kind === 'ipvlan' && sender.mode !== 'l2') {
    routedTx(k, ns, lower, children, sender, frame);
    return;
  }
  const siblings = children.filter(({ link }) => link.id !== from && isSibling(sender, link, isGroupMac(frame.dst)));
  if (isGroupMac(frame.dst)) for (const child of siblings) hand(k, child, frame);
  else {
    const direct = siblings.find(({ link }) =>
      link.kind === 'ipvlan' ? frame.dst === lower.mac && owns(link, frame) : link.mac === frame.dst,
    );
    if (direct !== undefined) {
      // A macvlan's parent sees the frame come in, for the sake of its taps.
      if (direct.link.kind === 'macvlan') netifReceive(k, ns, lower, frame);
      else if (sender?.kind === 'ipvlan' && sender.flag === 'private') refuse(k, ns, lower, sender);
      else hand(k, direct, frame);
      return;
    }
    if (sender?.kind === 'ipvlan' && sender.flag !== 'vepa' && frame.dst === lower.mac) {
      deliver(k, ns, lower, frame, null);
      return;
    }
  }
  if (sender !== undefined && (owns(lower, frame) || frame.dst === lower.mac))
    k.tap.why?.push({ ns: ns.name, kind: 'stacked.parent', dev: sender.name, parent: lower.name });
  devQueueXmit(k, ns, lower, frame);
}

/** A child gets a frame that is for it. */
function hand(k: Kernel, { ns, link }: Child, frame: Frame): void {
  if (k.tap.why !== null && !isGroupMac(frame.dst)) {
    if (link.kind === 'macvlan')
      k.tap.why.push({ ns: ns.name, kind: 'macvlan.deliver', dev: link.name, mac: frame.dst });
    const ip = targetOf(frame);
    if (link.kind === 'ipvlan' && ip !== null)
      k.tap.why.push({ ns: ns.name, kind: 'ipvlan.deliver', dev: link.name, ip });
  }
  netifReceive(k, ns, link, frame);
}

/** `ipvlan_xmit_mode_l3`: to the sibling that has the address, or routed by the parent's namespace, out of the parent. */
function routedTx(k: Kernel, ns: Netns, lower: Link, children: readonly Child[], sender: Ipvlan, frame: Frame): void {
  const packet = frame.payload;
  if (packet instanceof Uint8Array || packet.kind !== 'ipv4') return;
  const sibling = children.find(
    ({ link }) => link.id !== sender.id && isSibling(sender, link, false) && owns(link, frame),
  );
  if (sibling !== undefined) {
    if (sender.flag === 'private') refuse(k, ns, lower, sender);
    else hand(k, sibling, { ...frame, dst: sibling.link.mac });
    return;
  }
  k.tap.why?.push({ ns: ns.name, kind: 'ipvlan.routed', dev: sender.name, parent: lower.name });
  const output = routeOutput(k, ns, packet.dst, null, lower.id);
  if (output === null) drop(k, ns, lower.name, 'IP_OUTNOROUTES');
  else ipLocalOut(k, ns, output, packet);
}

/** Whether two links of one parent meet in it: macvlans in mode bridge; ipvlans, unless what is behind the parent turns their unicast round. */
function isSibling(sender: Link | undefined, link: Link, group: boolean): boolean {
  if (sender?.kind === 'macvlan') return link.kind === 'macvlan' && sender.mode === 'bridge' && link.mode === 'bridge';
  return sender?.kind === 'ipvlan' && link.kind === 'ipvlan' && (group || sender.flag !== 'vepa');
}

/** Siblings of a private ipvlan are not spoken to, though broadcasts reach them. */
function refuse(k: Kernel, ns: Netns, lower: Link, sender: Ipvlan): void {
  k.tap.why?.push({ ns: ns.name, kind: 'ipvlan.private', dev: sender.name, parent: lower.name });
}

/** The IPv4 address that a frame is for; ARP is for the one that it asks or tells. */
function targetOf({ payload }: Frame): Ipv4 | null {
  if (payload instanceof Uint8Array) return null;
  return payload.kind === 'arp' ? payload.targetIp : payload.dst;
}

/** Whether the frame is for an address of the link's own. */
function owns(link: Link, frame: Frame): boolean {
  const ip = targetOf(frame);
  return link.addresses.some(({ address }) => address === ip);
}
