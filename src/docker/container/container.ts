/** A container: its configuration, what the host does for it, and how it is now (moby `container/container.go`). */
import type { Micros } from '../../sim/clock';
import type { PortBinding } from '../port';
import type { ContainerState } from './container.machine';

export interface ContainerConfig {
  /** As typed. */
  readonly image: string;
  readonly imageId: string;
  readonly entrypoint: readonly string[];
  readonly cmd: readonly string[];
  readonly hostname: string;
  readonly domainname: string;
  readonly env: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  /** `80/tcp`. */
  readonly exposed: readonly string[];
  /** `-d`: nobody attaches to it. */
  readonly detached: boolean;
  readonly tty: boolean;
  readonly openStdin: boolean;
  readonly macAddress: string;
  readonly workingDir: string;
  readonly user: string;
  /** `--stop-signal`, and how many seconds a container has after it. */
  readonly stopSignal?: string;
  readonly stopTimeout?: number;
  readonly healthcheck?: Healthcheck;
}

/** `--health-cmd` and its like; durations that were not given are the daemon's own. */
export interface Healthcheck {
  /** `NONE`, or `CMD` or `CMD-SHELL` and what it runs. */
  readonly test: readonly string[];
  readonly interval?: Micros;
  readonly timeout?: Micros;
  readonly startPeriod?: Micros;
  readonly retries?: number;
}

/** One run of a check. */
export interface ProbeResult {
  readonly start: Micros;
  readonly end: Micros;
  readonly exitCode: number;
}

/** How its checks go. */
export interface Health {
  status: 'starting' | 'healthy' | 'unhealthy';
  failingStreak: number;
  log: ProbeResult[];
  /** The check that runs now. */
  running: { readonly pid: number; readonly since: Micros } | null;
}

export interface RestartPolicy {
  readonly name: 'no' | 'always' | 'on-failure' | 'unless-stopped';
  readonly maximumRetryCount: number;
}

export interface HostConfig {
  readonly networkMode: string;
  readonly portBindings: readonly PortBinding[];
  readonly publishAll: boolean;
  readonly autoRemove: boolean;
  readonly dns: readonly string[];
  readonly dnsSearch: readonly string[];
  readonly dnsOptions: readonly string[];
  readonly extraHosts: readonly string[];
  readonly links: readonly string[];
  readonly capAdd: readonly string[];
  readonly capDrop: readonly string[];
  readonly privileged: boolean;
}

/** How a container is to be on one network, and the endpoint it has there while it runs. */
export interface EndpointSettings {
  /** As given at creation, before the name is looked up. */
  readonly network: string;
  networkId: string;
  ipv4: string | null;
  /** The address comes from a swarm; false once it has gone, with the network. */
  ipv4FromSwarm?: boolean;
  readonly aliases: readonly string[];
  /** `container:alias`. */
  readonly links: readonly string[];
  readonly macAddress: string;
  readonly gatewayPriority: number;
  readonly driverOptions: Readonly<Record<string, string>>;
  /** It came by `network connect`, which sends empty settings where `run` sends none. */
  readonly byConnect: boolean;
  endpoint: string | null;
}

/** Those of an endpoint that nothing is asked for. */
export const NO_SETTINGS: Omit<EndpointSettings, 'network' | 'networkId' | 'endpoint'> = {
  ipv4: null,
  aliases: [],
  links: [],
  macAddress: '',
  gatewayPriority: 0,
  driverOptions: {},
  byConnect: false,
};

export interface Container {
  readonly id: string;
  name: string;
  readonly order: number;
  readonly created: Micros;
  /** The command that asked for it, or the line of a compose file. */
  readonly origin: string;
  readonly config: ContainerConfig;
  readonly hostConfig: HostConfig;
  /** `--restart`, or what `update` made of it. */
  restart: RestartPolicy;
  state: ContainerState;
  /** The main process, while it runs. */
  pid: number | null;
  exitCode: number;
  error: string;
  startedAt: Micros | null;
  finishedAt: Micros | null;
  restartCount: number;
  /** How its checks go; absent where it has none. */
  health?: Health | null;
  /** Somebody stopped it, so that its restart policy rests. */
  stoppedByHand: boolean;
  /** The sandbox that it has, or shares. */
  sandbox: string | null;
  /** The namespace that its processes run in; one that is shared outlives its sandbox. */
  netns: string | null;
  /** The sandbox it had last. */
  lastSandbox: { readonly id: string; readonly key: string } | null;
  /** By network name. */
  readonly networks: Record<string, EndpointSettings>;
  /** The task of a swarm's service that it is. */
  readonly task: string | null;
  /** Processes that wait for it to end: `docker wait`, `stop`, `run` in the foreground. */
  waiters: number[];
}

/** A running container or a paused one has its processes and its sandbox. */
export function isRunning(container: Container): boolean {
  return container.state === 'running' || container.state === 'paused';
}

export function shortId(id: string): string {
  return id.slice(0, 12);
}
