/** A network of the container network model: a subnet, a driver, options. */
import type { Ipv4 } from '../base/ipv4';
import type { Micros } from '../sim/clock';
import type { Pool } from './ipam';

export interface Network {
  readonly id: string;
  readonly name: string;
  readonly order: number;
  readonly created: Micros;
  /** The command that asked for it, or the line of a compose file. */
  readonly origin: string;
  /** The name of its driver, one of the engine's own or one that was registered. */
  readonly driver: string;
  /** `local`, `swarm`, or what a user called it. */
  readonly scope: string;
  readonly internal: boolean;
  readonly attachable: boolean;
  /** The network of a swarm's published ports. */
  readonly ingress: boolean;
  /** It only keeps settings for others. */
  readonly configOnly: boolean;
  /** The configuration network that its settings came from, or empty. */
  readonly configFrom: string;
  readonly enableIpv6: boolean;
  readonly labels: Readonly<Record<string, string>>;
  /** Driver options, as given. */
  readonly options: Readonly<Record<string, string>>;
  readonly ipam: NetworkIpam;
  /** The bridge or parent interface on the host, once made. */
  device: string | null;
  /** Whether that was made for it, or for another that shares it, and goes with the last of them. */
  ownsDevice: boolean;
  /** How many ports an overlay's bridge has had here: their numbers are not given twice. */
  ports: number;
}

export interface NetworkIpam {
  readonly driver: string;
  readonly options: Readonly<Record<string, string>> | null;
  /** As inspect shows them; what the user left out may be missing. */
  readonly config: readonly IpamConfig[];
  /** The user gave the subnet, so that an address may be asked for by number. */
  readonly userSubnet: boolean;
  readonly pool: Pool | null;
  readonly gateway: Ipv4 | null;
  /** Its further subnets, where the driver takes several. */
  readonly more: readonly Subnet[];
  readonly auxiliary: readonly Ipv4[];
}

export interface Subnet {
  readonly pool: Pool;
  readonly gateway: Ipv4 | null;
}

export interface IpamConfig {
  readonly subnet: string;
  readonly ipRange: string | null;
  readonly gateway: string | null;
  readonly auxAddresses: Readonly<Record<string, string>>;
}

/** The three that are always there: names users cannot give. */
export const PREDEFINED = ['bridge', 'host', 'none'];

export function isPredefined(network: Network): boolean {
  return PREDEFINED.includes(network.name);
}

/** Every subnet of a network, the one that addresses come from first in front. */
export function subnetsOf({ ipam }: Network): readonly Subnet[] {
  return ipam.pool === null ? [] : [{ pool: ipam.pool, gateway: ipam.gateway }, ...ipam.more];
}

/** Whether it is one of a user: names resolve on it and aliases hold. */
export function isUserDefined(mode: string): boolean {
  return !['default', 'bridge', 'host', 'none'].includes(mode) && !mode.startsWith('container:');
}
