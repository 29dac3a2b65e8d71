/** VXLAN (RFC 7348; drivers/net/vxlan/vxlan_core.c): frames in UDP packets between the ends of a tunnel. */
import type { Ipv4 } from '../../base/ipv4';
import { isGroupMac, MAC_ZERO, type Mac } from '../../base/mac';
import { SECOND } from '../../sim/clock';
import { get, put } from '../../sim/table';
import { decodeFrame, frameLength, writeFrame } from '../../wire/frame';
import { type Arp, EtherType, type Frame, type Ipv4Packet, type Udp } from '../../wire/packet';
import { decodeVxlan, VXLAN_LENGTH, writeVxlan } from '../../wire/vxlan';
import { ArpOp } from '../arp';
import { nextIpId } from '../ip/icmp-send';
import { ipLocalOut } from '../ip/output';
import { defaultTtl, ipPacket } from '../ip/packet';
import { type Kernel, later } from '../kernel';
import { drop, frameOf, netifReceive } from '../netdev';
import type { Netns } from '../netns';
import { routeOutput } from '../route';
import { type Vxlan, VxlanFdbEntry } from './link';

/** From the link to the namespace of its outer packets, and back. */
const HANDOVER = 1;
const AGEING = 300 * SECOND;
/** `udp_flow_src_port` chooses among the ephemeral ports. */
const PORT_MIN = 32768;
const PORT_RANGE = 60999 - PORT_MIN;

/** `vxlan_xmit`: ARP is answered where the link is a proxy; other frames go to the ends that their address lies behind. */
export function vxlanXmit(k: Kernel, ns: Netns, link: Vxlan, frame: Frame): void {
  if (link.proxy && frame.type === EtherType.Arp) {
    if (!(frame.payload instanceof Uint8Array) && frame.payload.kind === 'arp') arpReduce(k, ns, link, frame.payload);
    return;
  }
  const entry = findMac(k, link, frame.dst) ?? findMac(k, link, MAC_ZERO);
  if (entry === null) {
    link.stats.txDropped++;
    drop(k, ns, link.name, 'VXLAN_NO_REMOTE');
    return;
  }
  for (const remote of entry.remotes) {
    k.tap.why?.push({ ns: ns.name, kind: 'vxlan.encap', dev: link.name, vni: link.vni, remote });
    later(k, HANDOVER, { type: 'vxlan.tx', ns: link.underlay, link: link.id, local: link.local, remote, frame });
  }
}

function findMac(k: Kernel, link: Vxlan, mac: Mac): VxlanFdbEntry | null {
  const entry = get(link.fdb, mac);
  if (entry === undefined) return null;
  return entry.permanent || entry.updated + AGEING > k.clock.now ? entry : null;
}

/** `arp_reduce`: a request for a neighbour that the link was told of is answered in its name; nothing else leaves. */
function arpReduce(k: Kernel, ns: Netns, link: Vxlan, request: Arp): void {
  const neigh = get(link.neighbours, request.targetIp);
  const lladdr = neigh?.nud === 'PERMANENT' || neigh?.nud === 'REACHABLE' ? neigh.lladdr : null;
  if (request.opcode !== ArpOp.Request || lladdr === null) return;
  k.tap.why?.push({ ns: ns.name, kind: 'arp.answer', ip: request.targetIp, mac: lladdr, asker: request.senderIp });
  const { senderMac, senderIp, targetIp } = request;
  const reply: Arp = {
    ...request,
    opcode: ArpOp.Reply,
    senderMac: lladdr,
    senderIp: targetIp,
    targetMac: senderMac,
    targetIp: senderIp,
  };
  netifReceive(k, ns, link, frameOf(senderMac, lladdr, reply));
}

/** `vxlan_xmit_one`: the frame becomes the payload of a packet of the underlay's own. */
export function vxlanTx(
  k: Kernel,
  underlay: Netns,
  link: string,
  local: Ipv4 | null,
  remote: Ipv4,
  frame: Frame,
): void {
  const tunnel = underlay.vxlans.find((one) => one.link === link);
  if (tunnel === undefined) return;
  const output = routeOutput(k, underlay, remote, local, null);
  if (output === null) {
    drop(k, underlay, null, 'IP_OUTNOROUTES');
    return;
  }
  const payload = new Uint8Array(VXLAN_LENGTH + frameLength(frame));
  writeFrame(frame, payload, writeVxlan(tunnel.vni, payload, 0));
  const udp: Udp = {
    kind: 'udp',
    srcPort: flowPort(frame),
    dstPort: tunnel.dstPort,
    length: null,
    checksum: null,
    payload,
  };
  ipLocalOut(k, underlay, output, ipPacket(output.src, remote, udp, nextIpId(underlay), false, defaultTtl(underlay)));
}

/** The same port for all frames of a flow, whichever way they go (`skb_get_hash`). */
function flowPort({ src, dst, payload }: Frame): number {
  const flow = payload instanceof Uint8Array || payload.kind === 'arp' ? [src, dst] : endsOf(payload);
  let hash = 0;
  for (const char of flow.sort().join(' ')) hash = (Math.imul(hash, 31) + char.charCodeAt(0)) >>> 0;
  return PORT_MIN + (hash % PORT_RANGE);
}

function endsOf({ src, dst, payload }: Ipv4Packet): string[] {
  const ports = payload instanceof Uint8Array || payload.kind === 'icmp' ? [0, 0] : [payload.srcPort, payload.dstPort];
  return [`${src}:${ports[0] ?? 0}`, `${dst}:${ports[1] ?? 0}`];
}

/** A datagram at the port of a tunnel; whether it was one, so that no socket gets it (`vxlan_rcv`). */
export function vxlanRcv(k: Kernel, underlay: Netns, dev: string, packet: Ipv4Packet, udp: Udp): boolean {
  if (!underlay.vxlans.some((tunnel) => tunnel.dstPort === udp.dstPort)) return false;
  const inner = decodeVxlan(udp.payload);
  const tunnel = underlay.vxlans.find((one) => one.dstPort === udp.dstPort && one.vni === inner?.vni);
  if (inner === null || tunnel === undefined) {
    drop(k, underlay, dev, 'VXLAN_VNI_NOT_FOUND', inner === null ? undefined : String(inner.vni));
    return true;
  }
  const frame = decodeFrame(inner.frame);
  later(k, HANDOVER, { type: 'vxlan.rx', ns: tunnel.ns, link: tunnel.link, remote: packet.src, frame });
  return true;
}

/** The inner frame comes out of the link, which learns where its sender is. */
export function vxlanRx(k: Kernel, ns: Netns, link: Vxlan, remote: Ipv4, frame: Frame): void {
  if (frame.src === link.mac) return;
  if (link.learning && link.up) snoop(k, link, remote, frame.src);
  k.tap.why?.push({ ns: ns.name, kind: 'vxlan.decap', dev: link.name, vni: link.vni, remote });
  netifReceive(k, ns, link, frame);
}

/** `vxlan_snoop`: a permanent entry stays where it is. */
function snoop(k: Kernel, link: Vxlan, remote: Ipv4, mac: Mac): void {
  if (isGroupMac(mac) || get(link.fdb, mac)?.permanent === true) return;
  put(link.fdb, mac, new VxlanFdbEntry(mac, [remote], false, k.clock.now));
}
