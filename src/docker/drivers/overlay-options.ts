/** The `-o` options of an overlay network (libnetwork `drivers/overlay/ov_network.go`). */
import type { Network } from '../network';
import { OPTION } from './bridge-options';

/** The VNIs of its subnets, given by the swarm's managers. */
export const VNI_OPTION = 'com.docker.network.driver.overlay.vxlanid_list';

/** What VXLAN adds to a frame: Ethernet, IPv4, UDP and its own header. */
const VXLAN_ENCAPSULATION = 50;
const DEFAULT_MTU = 1500;

/** The MTU of its links: what it was given, or 1500, less what goes around its frames (`maxMTU`). */
export function overlayMtu(network: Network): number {
  const given = Number(network.options[OPTION.mtu] ?? 0);
  return (given > 0 ? given : DEFAULT_MTU) - VXLAN_ENCAPSULATION;
}

export function vniOf(network: Network): number {
  return Number((network.options[VNI_OPTION] ?? '').split(',')[0]);
}
