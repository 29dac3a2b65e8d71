/** What the client asks for with `docker create`. */
import type { ContainerConfig, EndpointSettings, HostConfig } from './container';

export interface CreateRequest {
  readonly name: string;
  readonly image: string;
  readonly cmd: readonly string[];
  readonly entrypoint: readonly string[] | null;
  readonly config: Omit<ContainerConfig, 'image' | 'imageId' | 'cmd' | 'entrypoint' | 'exposed'> & {
    readonly exposed: readonly string[];
  };
  readonly hostConfig: HostConfig;
  readonly restart: string;
  /** What asks for it, where that is not `docker run`. */
  readonly origin?: string;
  /** The task that it is for. */
  readonly task?: string;
  /** By network name, as given. */
  readonly networks: Readonly<Record<string, Omit<EndpointSettings, 'networkId' | 'endpoint'>>>;
}
