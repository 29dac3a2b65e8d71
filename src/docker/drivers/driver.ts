/**
 * What a network driver does (libnetwork `driverapi.go`). A driver programs the kernel and knows nothing of containers; the
 * engine's own and those that are registered beside them (`docs/drivers.md`) are the same to whatever calls them.
 */
import type { Daemon } from '../daemon';
import type { Endpoint } from '../endpoint';
import type { Failure, Outcome } from '../failure';
import type { Network } from '../network';
import type { Netns } from '../../kernel/netns';

export interface Driver {
  /** What `docker network create -d` calls it. */
  readonly name: string;
  /** Whether there is only the network that the engine came with. */
  readonly single: boolean;
  /** Whether its networks have subnets and its endpoints addresses. */
  readonly addressed: boolean;
  /** Whether a network may have several subnets. */
  readonly severalSubnets: boolean;
  /** Whether published ports are mapped. */
  readonly mapsPorts: boolean;
  /** Whether a network needs no address set aside for a gateway that nobody named (`driverapi.GwAllocChecker`); asked where the engine asks. */
  skipsGateway?(d: Daemon, request: Pick<Network, 'internal' | 'options'>): boolean;
  /** Whether a network's gateway is its endpoints' way out. */
  leadsOut(d: Daemon, network: Network): boolean;
  /** What speaks against an endpoint that asks for these things, before anything of it is made; null where nothing does. */
  checkEndpoint?(endpoint: Pick<Endpoint, 'mac'>): Failure | null;
  /** Checks the options and makes what the network needs on the host. */
  createNetwork(d: Daemon, network: Network): Outcome<null>;
  deleteNetwork(d: Daemon, network: Network): void;
  /** Makes the endpoint's interface in the sandbox, named, addressed and up. */
  join(d: Daemon, network: Network, endpoint: Endpoint, ns: Netns, ifName: string): Outcome<null>;
  leave(d: Daemon, network: Network, endpoint: Endpoint, ns: Netns): void;
}
