/** ARP (RFC 826; net/ipv4/arp.c). */
import { contains, type Ipv4 } from '../base/ipv4';
import { MAC_BROADCAST, MAC_ZERO, type Mac } from '../base/mac';
import { type Arp, EtherType, type Frame } from '../wire/packet';
import type { Kernel } from './kernel';
import { type Link, prefixOf } from './link/link';
import { neighUpdate } from './neigh/neighbour';
import { devQueueXmit, drop, frameOf, packetType } from './netdev';
import { localType, type Netns } from './netns';
import { fibLookup, selectSource } from './route';
import { sysctlOfDev } from './sysctl';

export const ArpOp = { Request: 1, Reply: 2 } as const;

function arp(opcode: number, senderMac: Mac, senderIp: Ipv4, targetMac: Mac, targetIp: Ipv4): Arp {
  return {
    kind: 'arp',
    hardwareType: 1,
    protocolType: EtherType.Ipv4,
    hardwareSize: 6,
    protocolSize: 4,
    opcode,
    senderMac,
    senderIp,
    targetMac,
    targetIp,
  };
}

/** Asks for the address of `ip` (`arp_solicit`), in the name of the waiting packet's source where that is ours and arp_announce lets it. */
export function arpSend(k: Kernel, ns: Netns, link: Link, ip: Ipv4, source: Ipv4 | null, to: Mac): void {
  const spoken = source !== null && localType(ns, source) === 'local' && announces(ns, link, ip, source);
  const own = spoken ? source : selectSource(ns, link, ip);
  devQueueXmit(k, ns, link, frameOf(to, link.mac, arp(ArpOp.Request, link.mac, own ?? 0, MAC_ZERO, ip)));
}

/** arp_announce: 1 speaks in the name of an address only to its own subnet, 2 lets the link choose. */
function announces(ns: Netns, link: Link, ip: Ipv4, source: Ipv4): boolean {
  const mode = sysctlOfDev(ns.sysctl, link.name, 'arp_announce');
  if (mode !== 1) return mode === 0;
  return link.addresses.some((own) => contains(prefixOf(own), ip) && contains(prefixOf(own), source));
}

/** A gratuitous request for an address of ours, as engine 28 sends at a container's start. */
export function arpAnnounce(k: Kernel, ns: Netns, link: Link, ip: Ipv4): void {
  devQueueXmit(k, ns, link, frameOf(MAC_BROADCAST, link.mac, arp(ArpOp.Request, link.mac, ip, MAC_ZERO, ip)));
}

/** `arp_rcv` and `arp_process`. */
export function arpRcv(k: Kernel, ns: Netns, link: Link, frame: Frame, packet: Arp): void {
  if (link.noArp || packet.hardwareType !== 1 || packet.protocolType !== EtherType.Ipv4) {
    drop(k, ns, link.name, 'NOT_SPECIFIED');
    return;
  }
  const { senderIp, senderMac, targetIp, opcode } = packet;
  // A sender with an address of ours is a martian: what a hairpin port brings back of our own question is not answered.
  const martian = senderIp !== 0 && localType(ns, senderIp) === 'local';
  if (
    opcode === ArpOp.Request &&
    localType(ns, targetIp) === 'local' &&
    !martian &&
    !ignores(ns, link, senderIp, targetIp)
  ) {
    k.tap.why?.push({ ns: ns.name, kind: 'arp.answer', ip: targetIp, mac: link.mac, asker: senderIp });
    if (senderIp !== 0) neighUpdate(k, ns, link, senderIp, senderMac, 'hint', true, true);
    devQueueXmit(k, ns, link, frameOf(senderMac, link.mac, arp(ArpOp.Reply, link.mac, targetIp, senderMac, senderIp)));
    return;
  }
  if (
    opcode === ArpOp.Request &&
    sysctlOfDev(ns.sysctl, link.name, 'proxy_arp') > 0 &&
    answersForOthers(ns, link, targetIp)
  ) {
    if (senderIp !== 0) neighUpdate(k, ns, link, senderIp, senderMac, 'hint', true, true);
    devQueueXmit(k, ns, link, frameOf(senderMac, link.mac, arp(ArpOp.Reply, link.mac, targetIp, senderMac, senderIp)));
    return;
  }
  const gratuitous = senderIp === targetIp;
  const solicited = opcode === ArpOp.Reply && packetType(frame) === 'host';
  if (opcode === ArpOp.Request && !gratuitous)
    k.tap.why?.push({ ns: ns.name, kind: 'arp.ignore', ip: targetIp, asker: senderIp });
  const create = gratuitous && sysctlOfDev(ns.sysctl, link.name, 'arp_accept') > 0;
  neighUpdate(k, ns, link, senderIp, senderMac, solicited ? 'reply' : 'hint', create, gratuitous);
}

/** arp_ignore: 1 answers only for addresses of the link asked on, 2 only where the asker is in the same subnet, 8 never. */
function ignores(ns: Netns, link: Link, sender: Ipv4, target: Ipv4): boolean {
  const mode = sysctlOfDev(ns.sysctl, link.name, 'arp_ignore');
  if (mode === 0) return false;
  const own = link.addresses.find((address) => address.address === target);
  if (mode === 1) return own === undefined;
  if (mode === 2) return own === undefined || !contains(prefixOf(own), sender);
  return mode === 8;
}

function answersForOthers(ns: Netns, link: Link, target: Ipv4): boolean {
  const route = fibLookup(ns, target);
  return route !== null && route.link !== null && route.link !== link.id;
}
