/** What a bridge takes from its ports unless it was set: an address (`br_stp_recalculate_bridge_id`) and an MTU (`br_mtu_auto_adjust`). */
import { MAC_ZERO } from '../../base/mac';
import { linkById, type Netns } from '../netns';
import type { Bridge, Link } from './link';

/** The lowest address and the smallest MTU of its ports; 1500 where it has none. */
export function followPorts(ns: Netns, bridge: Bridge): void {
  bridge.portsDecide = true;
  const ports = bridge.ports.map((id) => linkById(ns, id)).filter((port) => port !== null);
  if (!bridge.macSet) bridge.mac = ports.map((port) => port.mac).sort()[0] ?? MAC_ZERO;
  if (!bridge.mtuSet) bridge.mtu = ports.length === 0 ? 1500 : Math.min(...ports.map((port) => port.mtu));
}

/** The same where one port has joined, without a look at the others. */
export function followNewPort(bridge: Bridge, port: Link): void {
  const isFirst = bridge.ports.length === 1;
  bridge.portsDecide = true;
  if (!bridge.macSet && (isFirst || port.mac < bridge.mac)) bridge.mac = port.mac;
  if (!bridge.mtuSet) bridge.mtu = isFirst ? port.mtu : Math.min(bridge.mtu, port.mtu);
}
