/** An endpoint: what ties one sandbox to one network. It lives from a container's start to its stop, or from connect to disconnect. */
import type { Ipv4, Prefix } from '../base/ipv4';
import type { Mac } from '../base/mac';
import type { BoundPort } from './port';

/** The option of an endpoint that names its interface. */
export const IF_NAME = 'com.docker.network.endpoint.ifname';

/** The option of a network that says what its containers' interfaces are called, in place of `eth`. */
export const IF_PREFIX = 'com.docker.network.container_iface_prefix';

export interface Endpoint {
  readonly id: string;
  /** Its container's. */
  name: string;
  readonly network: string;
  readonly container: string;
  readonly order: number;
  readonly sandbox: string;
  /** It is there for the default route alone, on docker_gwbridge: the namespace is not known yet when its interface is made, which is moved in. */
  readonly wayOut: boolean;
  mac: Mac | null;
  address: Prefix | null;
  gateway: Ipv4 | null;
  /** Which of several networks gives the default route: higher first. */
  readonly gatewayPriority: number;
  /** Its interface in the sandbox. */
  ifName: string | null;
  /** Ids of the interface in the sandbox and of the other end in the host. */
  link: string | null;
  hostLink: string | null;
  /** Names that the resolver answers with its address, the container's own first. */
  names: string[];
  /** Names that only this endpoint's container resolves: alias to container name (`--link`). */
  readonly links: Readonly<Record<string, string>>;
  /** Ports of the container that are published through it, once they are. */
  bindings: BoundPort[];
  readonly exposed: readonly string[];
}
