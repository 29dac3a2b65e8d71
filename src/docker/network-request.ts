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
  readonly enableIpv4: boolean;
  readonly enableIpv6: boolean;
  readonly labels: Readonly<Record<string, string>>;
  readonly options: Readonly<Record<string, string>>;
  /** What asks for it, where that is not `docker network create`. */
  readonly origin?: string;
}
