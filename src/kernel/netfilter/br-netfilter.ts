/** Bridged IPv4 frames pass iptables too (net/bridge/br_netfilter_hooks.c), where bridge-nf-call-iptables is 1. */
import { ipv4Length } from '../../wire/frame';
import { type Frame, IpFlag } from '../../wire/packet';
import { fragment } from '../ip/fragment';
import type { Kernel } from '../kernel';
import type { Bridge, Link } from '../link/link';
import { neighOutput, neighUse } from '../neigh/neighbour';
import { drop } from '../netdev';
import { isLocal, type Netns } from '../netns';
import { fibLookup } from '../route';
import { createSkb, type Skb } from '../skb';
import { sysctlNumber } from '../sysctl';
import { nfHook } from './hook';

/**
 * Before the bridge decides: PREROUTING with the bridge as the input interface. Null where the frame is none of iptables'
 * business; otherwise the packet as it left the hook, its `frame` with the destination address it has now.
 */
export function brNfPreRouting(k: Kernel, ns: Netns, bridge: Bridge, port: Link, frame: Frame): Skb | null | 'dropped' {
  const { payload } = frame;
  if (ns.netfilter.ruleset === null || frame.vlan !== null || payload instanceof Uint8Array || payload.kind !== 'ipv4')
    return null;
  if (sysctlNumber(ns.sysctl, 'net.bridge.bridge-nf-call-iptables') === 0) return null;
  const skb = createSkb(payload, bridge, frame);
  skb.physIn = port;
  if (!nfHook(k, ns, 'PREROUTING', skb, bridge, null)) return 'dropped';
  return skb.packet.dst === payload.dst ? skb : redirected(k, ns, bridge, frame, skb);
}

/** DNAT has sent the packet elsewhere: to another port of the bridge, or up to the host's own stack. */
function redirected(k: Kernel, ns: Netns, bridge: Bridge, frame: Frame, skb: Skb): Skb | 'dropped' {
  const { dst } = skb.packet;
  const toHost = (): Skb => ({ ...skb, frame: { ...frame, dst: bridge.mac, payload: skb.packet } });
  if (isLocal(ns, dst)) return toHost();
  const route = fibLookup(ns, dst);
  if (route === null || route.type !== 'unicast') {
    drop(k, ns, bridge.name, 'IP_INNOROUTES');
    return 'dropped';
  }
  if (route.link !== bridge.id) return toHost();
  const nextHop = route.via ?? dst;
  const mac = neighUse(k, ns, bridge, nextHop);
  if (mac !== null) return { ...skb, frame: { ...frame, dst: mac, payload: skb.packet } };
  // The address has to be asked for first: the bridge itself sends the packet when it is known.
  if (nfHook(k, ns, 'FORWARD', skb, bridge, bridge) && nfHook(k, ns, 'POSTROUTING', skb, null, bridge))
    neighOutput(k, ns, bridge, nextHop, skb.packet, skb.ct);
  return 'dropped';
}

/** Between two ports: FORWARD, then POSTROUTING; the frames to send, more than one where reassembly has to be undone, none after a drop. */
export function brNfForward(k: Kernel, ns: Netns, bridge: Bridge, port: Link, frame: Frame, skb: Skb): Frame[] {
  const own: Skb = { ...skb, physOut: port };
  if (!nfHook(k, ns, 'FORWARD', own, bridge, bridge) || !nfHook(k, ns, 'POSTROUTING', own, null, bridge)) return [];
  const { packet, fragMax } = own;
  const mtu = fragMax > 0 ? Math.min(fragMax, port.mtu) : port.mtu;
  if (ipv4Length(packet) <= mtu) return [packet === frame.payload ? frame : { ...frame, payload: packet }];
  if (fragMax > mtu || (fragMax === 0 && (packet.flags & IpFlag.DF) !== 0)) {
    drop(k, ns, port.name, 'PKT_TOO_BIG', String(mtu));
    return [];
  }
  const pieces = fragment(packet, mtu);
  k.tap.why?.push({ ns: ns.name, kind: 'fragment', mtu, pieces: pieces.length });
  return pieces.map((piece) => ({ ...frame, payload: piece }));
}
