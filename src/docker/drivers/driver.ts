/** What a network driver does (libnetwork `driverapi.go`). A driver programs the kernel and knows nothing of containers. */
import type { Daemon } from '../daemon';
import type { Endpoint } from '../endpoint';
import type { Outcome } from '../failure';
import type { DriverName, Network } from '../network';
import type { Netns } from '../../kernel/netns';

export interface Driver {
  readonly name: DriverName;
  /** Whether there is only the network that the engine came with. */
  readonly single: boolean;
  /** Whether its networks have subnets and its endpoints addresses. */
  readonly addressed: boolean;
  /** Whether published ports are mapped. */
  readonly mapsPorts: boolean;
  /** Checks the options and makes what the network needs on the host. */
  createNetwork(d: Daemon, network: Network): Outcome<null>;
  deleteNetwork(d: Daemon, network: Network): void;
  /** Makes the endpoint's interface in the sandbox, named, addressed and up. */
  join(d: Daemon, network: Network, endpoint: Endpoint, ns: Netns, ifName: string): Outcome<null>;
  leave(d: Daemon, network: Network, endpoint: Endpoint, ns: Netns): void;
}
