/** What `docker network create` asks for. */
import type { IpamConfig } from './network';

export interface NetworkRequest {
  readonly name: string;
  readonly driver: string;
  readonly config: readonly IpamConfig[];
  readonly ipamDriver: string;
  readonly ipamOptions: Readonly<Record<string, string>> | null;
  readonly internal: boolean;
  readonly attachable: boolean;
  /** A routing mesh for a swarm's ports. */
  readonly ingress?: boolean;
  /** As it is asked for; empty where the driver's own holds. */
  readonly scope?: string;
  /** It only keeps settings for others. */
  readonly configOnly?: boolean;
  /** The configuration network that its settings come from, or empty. */
  readonly configFrom?: string;
  readonly enableIpv4: boolean;
  readonly enableIpv6: boolean;
  readonly labels: Readonly<Record<string, string>>;
  readonly options: Readonly<Record<string, string>>;
  /** What asks for it, where that is not `docker network create`. */
  readonly origin?: string;
}

/** What the command's flags say where none is given. */
export const NO_FLAGS: Omit<NetworkRequest, 'name' | 'driver'> = {
  config: [],
  ipamDriver: 'default',
  ipamOptions: null,
  internal: false,
  attachable: false,
  enableIpv4: true,
  enableIpv6: false,
  labels: {},
  options: {},
};
