/** A project: what its compose files ask for, with the place of everything that is asked for. */
import type { MapNode, Position } from '../file/tree';
import type { Healthcheck } from '../../container/container';
import type { Transport } from '../../port';

export interface Project {
  readonly name: string;
  /** Where relative paths begin. */
  readonly directory: string;
  readonly files: readonly string[];
  /** Those that take part, by name: without a profile, or with one that is on. */
  readonly services: readonly Service[];
  /** Every profile that some service has. */
  readonly profiles: readonly string[];
  /** Names of those that do not take part. */
  readonly disabled: readonly string[];
  /** Those that some service is on, by key. */
  readonly networks: readonly ProjectNetwork[];
  /** What is asked for and not simulated. */
  readonly ignored: readonly Ignored[];
  readonly warnings: readonly string[];
  /** The whole as `docker compose config` prints it. */
  readonly canonical: MapNode;
}

/** An element that nothing is done about, with those who have it. */
export interface Ignored {
  readonly element: string;
  readonly services: readonly string[];
  readonly at: Position;
}

export type Condition = 'service_started' | 'service_healthy' | 'service_completed_successfully';

export interface Dependency {
  readonly service: string;
  readonly condition: Condition;
  readonly restart: boolean;
  readonly required: boolean;
}

export interface ServicePort {
  readonly target: number;
  readonly protocol: Transport;
  readonly hostIp: string;
  /** Both 0 for any port. */
  readonly published: number;
  readonly publishedEnd: number;
  readonly at: Position;
}

export interface ServiceNetwork {
  /** The network's key in the file. */
  readonly network: string;
  readonly aliases: readonly string[];
  readonly ipv4: string | null;
  readonly macAddress: string;
  readonly priority: number;
  readonly gatewayPriority: number;
  readonly driverOptions: Readonly<Record<string, string>>;
  readonly at: Position;
}

export interface Link {
  readonly service: string;
  readonly alias: string | null;
}

export interface Service {
  readonly name: string;
  readonly at: Position;
  readonly image: string;
  /** It has a build context: its image is made and not fetched. */
  readonly builds: boolean;
  readonly command: readonly string[] | null;
  readonly entrypoint: readonly string[] | null;
  /** `NAME=value`, or a name alone where nothing gives it a value. */
  readonly environment: readonly string[];
  readonly ports: readonly ServicePort[];
  /** `80/tcp`. */
  readonly expose: readonly string[];
  readonly links: readonly Link[];
  readonly externalLinks: readonly string[];
  readonly dependsOn: readonly Dependency[];
  /** In the order that compose joins them: by priority, then by key. */
  readonly networks: readonly ServiceNetwork[];
  readonly networkMode: string | null;
  /** `name:address`. */
  readonly extraHosts: readonly string[];
  readonly dns: readonly string[];
  readonly dnsSearch: readonly string[];
  readonly dnsOptions: readonly string[];
  readonly hostname: string;
  readonly domainname: string;
  readonly containerName: string | null;
  readonly labels: Readonly<Record<string, string>>;
  readonly restart: string;
  readonly scale: number;
  readonly capAdd: readonly string[];
  readonly capDrop: readonly string[];
  readonly privileged: boolean;
  readonly stdinOpen: boolean;
  readonly tty: boolean;
  readonly user: string;
  readonly workingDir: string;
  readonly macAddress: string;
  /** Seconds. */
  readonly stopGracePeriod: number | null;
  /** Null where the file says nothing of one. */
  readonly healthcheck: Healthcheck | null;
  /** Changes where a container has to be made anew. */
  readonly hash: string;
}

export interface ProjectNetwork {
  readonly key: string;
  readonly at: Position;
  /** What the engine calls it. */
  readonly name: string;
  readonly external: boolean;
  readonly driver: string | null;
  readonly driverOptions: Readonly<Record<string, string>>;
  readonly internal: boolean;
  readonly attachable: boolean;
  readonly enableIpv4: boolean;
  readonly enableIpv6: boolean;
  readonly labels: Readonly<Record<string, string>>;
  readonly ipamDriver: string | null;
  readonly ipam: readonly Subnet[];
  readonly hash: string;
}

export interface Subnet {
  readonly subnet: string;
  readonly ipRange: string | null;
  readonly gateway: string | null;
  readonly auxAddresses: Readonly<Record<string, string>>;
}
