/** Frames into and out of an interface (net/core/dev.c). Each passing is a step of the timeline. */
import { isGroupMac, MAC_BROADCAST, type Mac } from '../base/mac';
import { ETHERNET_LENGTH, VLAN_LENGTH } from '../wire/ethernet';
import { frameLength } from '../wire/frame';
import { EtherType, type Frame } from '../wire/packet';
import { arpRcv } from './arp';
import type { DropReason } from './decision';
import { ipRcv } from './ip/input';
import { type Kernel, later } from './kernel';
import { brCarrierOk, brDevXmit, brHandleFrame } from './link/bridge';
import type { Link } from './link/link';
import { netemEnqueue } from './link/netem';
import { stackedReceive, stackedXmit } from './link/stacked';
import { vxlanXmit } from './link/vxlan';
import { linkById, type Netns } from './netns';
import { createSkb, type CtRef, type Skb } from './skb';
import { capture } from './socket/packet-socket';

/** Notes that a packet ended here, and why. */
export function drop(k: Kernel, ns: Netns, dev: string | null, reason: DropReason, detail?: string): void {
  k.tap.why?.push({ ns: ns.name, kind: 'drop', reason, dev, ...(detail === undefined ? {} : { detail }) });
}

/** A frame arrives at a link: `netif_receive_skb`. `skb` comes along where a bridge or lo knows more of it than the frame says. */
export function netifReceive(k: Kernel, ns: Netns, link: Link, frame: Frame, skb: Skb | null = null): void {
  if (!link.up) {
    link.stats.rxDropped++;
    drop(k, ns, link.name, 'DEV_READY');
    return;
  }
  link.stats.rxPackets++;
  // What a bridge passes up has lost its Ethernet header by then (`br_pass_frame_up`).
  link.stats.rxBytes += frameLength(frame) - (link.kind === 'bridge' ? ETHERNET_LENGTH : 0);
  k.tap.frame(link.place, false, frame);
  capture(k, ns, link, frame, false);
  if (link.master !== null) {
    const bridge = linkById(ns, link.master);
    if (bridge?.kind === 'bridge') brHandleFrame(k, ns, bridge, link, frame);
    return;
  }
  if (link.uppers.length > 0 && stackedReceive(k, ns, link, frame)) return;
  deliver(k, ns, link, frame, skb);
}

/** `is_skb_forwardable`: whether a link's MTU, its header and a VLAN tag leave room for the frame. */
export function isForwardable(link: Link, frame: Frame): boolean {
  return frameLength(frame) <= link.mtu + ETHERNET_LENGTH + VLAN_LENGTH;
}

/** Hands a frame to the protocol that its EtherType names, if it is for us at all. */
export function deliver(k: Kernel, ns: Netns, link: Link, frame: Frame, skb: Skb | null): void {
  if (link.kind !== 'loopback' && frame.dst !== link.mac && !isGroupMac(frame.dst)) {
    drop(k, ns, link.name, 'OTHERHOST');
    return;
  }
  if (frame.vlan !== null || frame.payload instanceof Uint8Array) {
    if (frame.type !== EtherType.Ipv6) drop(k, ns, link.name, 'UNHANDLED_PROTO');
  } else if (frame.payload.kind === 'ipv4') ipRcv(k, ns, link, frame, skb ?? createSkb(frame.payload, link, frame));
  else arpRcv(k, ns, link, frame, frame.payload);
}

/** How the receiver classes a frame: PACKET_HOST, PACKET_BROADCAST, PACKET_MULTICAST. */
export function packetType(frame: Frame): 'host' | 'broadcast' | 'multicast' {
  return frame.dst === MAC_BROADCAST ? 'broadcast' : isGroupMac(frame.dst) ? 'multicast' : 'host';
}

/** Sends a frame out of a link: `dev_queue_xmit`, through the queueing discipline where there is one. */
export function devQueueXmit(k: Kernel, ns: Netns, link: Link, frame: Frame, ct: CtRef | null = null): void {
  if (!link.up || (link.kind === 'bridge' && !brCarrierOk(ns, link))) {
    link.stats.txDropped++;
    drop(k, ns, link.name, 'DEV_READY');
    return;
  }
  if (link.netem !== null) netemEnqueue(k, ns, link, link.netem, frame);
  else devHardStartXmit(k, ns, link, frame, ct);
}

/** The link itself takes the frame: `dev_hard_start_xmit`. */
export function devHardStartXmit(k: Kernel, ns: Netns, link: Link, frame: Frame, ct: CtRef | null): void {
  link.stats.txPackets++;
  link.stats.txBytes += frameLength(frame);
  k.tap.frame(link.place, true, frame);
  capture(k, ns, link, frame, true);
  switch (link.kind) {
    case 'veth':
      later(k, link.latency, { type: 'link.rx', ns: link.peerNs, link: link.peer, frame });
      return;
    case 'bridge':
      brDevXmit(k, ns, link, frame);
      return;
    case 'loopback':
      later(k, 1, { type: 'loopback.rx', ns: ns.id, frame, ct });
      return;
    case 'macvlan':
    case 'ipvlan':
    case 'vlan':
      stackedXmit(k, link, frame);
      return;
    case 'vxlan':
      vxlanXmit(k, ns, link, frame);
      return;
    case 'dummy':
      return;
  }
}

/** The frame that carries `payload` from one address to another. */
export function frameOf(dst: Mac, src: Mac, payload: Exclude<Frame['payload'], Uint8Array>): Frame {
  return {
    dst,
    src,
    type: payload.kind === 'arp' ? EtherType.Arp : EtherType.Ipv4,
    vlan: null,
    payload,
    trailer: NO_TRAILER,
  };
}

const NO_TRAILER = new Uint8Array(0);
