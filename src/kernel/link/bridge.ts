/** The learning bridge (net/bridge/br_input.c, br_fdb.c, br_forward.c). */
import { isGroupMac, MAC_BROADCAST, type Mac } from '../../base/mac';
import { get, put } from '../../sim/table';
import type { Frame } from '../../wire/packet';
import type { Kernel } from '../kernel';
import { devQueueXmit, drop, isForwardable, netifReceive } from '../netdev';
import { linkById, type Netns } from '../netns';
import { brNfForward, brNfPreRouting } from '../netfilter/br-netfilter';
import type { Skb } from '../skb';
import { type Bridge, FdbEntry, type Link } from './link';

const JIFFY = 4000;

/** A frame comes in by a port: `br_handle_frame` and `br_handle_frame_finish`. */
export function brHandleFrame(k: Kernel, ns: Netns, bridge: Bridge, port: Link, frame: Frame): void {
  if (!bridge.up) {
    drop(k, ns, port.name, 'BRIDGE_INGRESS_STP_STATE');
    return;
  }
  const skb = brNfPreRouting(k, ns, bridge, port, frame);
  if (skb === 'dropped') return;
  if (port.port.learning) learn(k, ns, bridge, port, frame.src);
  const passed = skb === null ? frame : reframe(frame, skb);
  if (isGroupMac(passed.dst)) {
    const ports = floodPorts(k, ns, bridge, port, passed);
    // The ports get it before the bridge itself answers, which shows where one of them is the port that it came in by.
    const [back] = ports.filter((out) => out.id === port.id);
    if (back !== undefined) transmit(k, ns, bridge, port, back, passed, skb);
    passFrameUp(k, ns, bridge, passed, skb);
    for (const out of ports) if (out !== back) transmit(k, ns, bridge, port, out, passed, skb);
    return;
  }
  const entry = brFdbFind(k, bridge, passed.dst);
  if (passed.dst === bridge.mac || entry?.local === true) {
    k.tap.why?.push({ ns: ns.name, kind: 'bridge.local', bridge: bridge.name, mac: passed.dst });
    passFrameUp(k, ns, bridge, passed, skb);
  } else if (entry === null) flood(k, ns, bridge, port, passed, skb);
  else forward(k, ns, bridge, port, entry, passed, skb);
}

function reframe(frame: Frame, skb: Skb): Frame {
  return skb.frame !== null && skb.frame !== frame
    ? skb.frame
    : frame.payload === skb.packet
      ? frame
      : { ...frame, payload: skb.packet };
}

/** `br_fdb_update`: the time is written when the jiffy changes, as Linux does, so that a busy entry is not replaced for every frame. */
function learn(k: Kernel, ns: Netns, bridge: Bridge, port: Link, mac: Mac): void {
  const known = get(bridge.fdb, mac);
  const jiffy = k.clock.now - (k.clock.now % JIFFY);
  if (known !== undefined) {
    if (known.local || (known.port === port.id && known.updated === jiffy)) return;
    if (known.port === port.id && k.tap.why === null) {
      put(bridge.fdb, mac, new FdbEntry(mac, port.id, false, jiffy, known.created));
      return;
    }
  } else if (isGroupMac(mac)) return;
  put(bridge.fdb, mac, new FdbEntry(mac, port.id, false, jiffy, known?.created ?? k.clock.now));
  if (known?.port === port.id) return;
  const moved = known === undefined || known.port === null ? null : (linkById(ns, known.port)?.name ?? null);
  k.tap.why?.push({ ns: ns.name, kind: 'bridge.learn', bridge: bridge.name, mac, port: port.name, moved });
}

/** The entry of an address, unless it has aged out. */
function brFdbFind(k: Kernel, bridge: Bridge, mac: Mac): FdbEntry | null {
  const entry = get(bridge.fdb, mac);
  if (entry === undefined) return null;
  return entry.local || entry.updated + bridge.ageing > k.clock.now ? entry : null;
}

/** To the bridge's own stack: the frame passes the bridge interface upwards. */
function passFrameUp(k: Kernel, ns: Netns, bridge: Bridge, frame: Frame, skb: Skb | null): void {
  netifReceive(k, ns, bridge, frame, skb === null ? null : { ...skb, prerouted: true, fragMax: 0 });
}

function forward(
  k: Kernel,
  ns: Netns,
  bridge: Bridge,
  from: Link | null,
  entry: FdbEntry,
  frame: Frame,
  skb: Skb | null,
): void {
  const port = entry.port === null ? null : linkById(ns, entry.port);
  if (port === null) return;
  if (from !== null && port.id === from.id && !from.port.hairpin) {
    k.tap.why?.push({ ns: ns.name, kind: 'bridge.sameport', bridge: bridge.name, mac: frame.dst, port: port.name });
    drop(k, ns, port.name, 'NOT_SPECIFIED');
    return;
  }
  k.tap.why?.push({ ns: ns.name, kind: 'bridge.forward', bridge: bridge.name, mac: frame.dst, port: port.name });
  transmit(k, ns, bridge, from, port, frame, skb);
}

/** Every port but the one that it came in by, as far as they are up and take such frames: `br_flood`. */
function floodPorts(k: Kernel, ns: Netns, bridge: Bridge, from: Link | null, frame: Frame): Link[] {
  const group = isGroupMac(frame.dst);
  const ports: Link[] = [];
  for (let i = 0; i < bridge.ports.length; i++) {
    const port = linkById(ns, bridge.ports[i]!);
    if (port?.up !== true || (from !== null && port.id === from.id && !from.port.hairpin)) continue;
    if (port.port.flood || group) ports.push(port);
  }
  if (k.tap.why !== null) {
    const cause = frame.dst === MAC_BROADCAST ? 'broadcast' : group ? 'multicast' : 'unknown';
    const names = ports.map((port) => port.name);
    k.tap.why.push({ ns: ns.name, kind: 'bridge.flood', bridge: bridge.name, mac: frame.dst, cause, ports: names });
  }
  return ports;
}

function flood(k: Kernel, ns: Netns, bridge: Bridge, from: Link | null, frame: Frame, skb: Skb | null): void {
  for (const port of floodPorts(k, ns, bridge, from, frame)) transmit(k, ns, bridge, from, port, frame, skb);
}

/** Out of a port, through the FORWARD and POSTROUTING chains where br_netfilter has it so. */
function transmit(
  k: Kernel,
  ns: Netns,
  bridge: Bridge,
  from: Link | null,
  port: Link,
  frame: Frame,
  skb: Skb | null,
): void {
  if (!port.up) {
    drop(k, ns, port.name, 'BRIDGE_NON_FORWARDING_PORT');
    return;
  }
  if (from !== null && from.port.isolated && port.port.isolated) return;
  if (from === null || skb === null) pushXmit(k, ns, port, frame);
  else for (const piece of brNfForward(k, ns, bridge, port, frame, skb)) pushXmit(k, ns, port, piece);
}

/** `br_dev_queue_push_xmit`: what is too long for the port is dropped without a word. */
function pushXmit(k: Kernel, ns: Netns, port: Link, frame: Frame): void {
  if (isForwardable(port, frame)) devQueueXmit(k, ns, port, frame);
  else drop(k, ns, port.name, 'PKT_TOO_BIG', String(port.mtu));
}

/** A bridge without a port that is up has no carrier: what is sent through it ends in its queue (`noop_enqueue`). */
export function brCarrierOk(ns: Netns, { portsDecide, ports }: Bridge): boolean {
  return !portsDecide || ports.some((id) => linkById(ns, id)?.up === true);
}

/** The host's own stack sends through the bridge: `br_dev_xmit`. */
export function brDevXmit(k: Kernel, ns: Netns, bridge: Bridge, frame: Frame): void {
  if (isGroupMac(frame.dst)) {
    flood(k, ns, bridge, null, frame, null);
    return;
  }
  const entry = brFdbFind(k, bridge, frame.dst);
  if (entry === null) flood(k, ns, bridge, null, frame, null);
  else forward(k, ns, bridge, null, entry, frame, null);
}
