/** What the engines say of themselves and of the machine they run on: there is nothing of it in a simulation. */
import type { Daemon } from './daemon';
import { driverNames } from './drivers/registry';
import type { ProfileName } from './profile';

/** What the two engines say of themselves. */
interface About {
  readonly logDrivers: string;
  readonly runtimes: string;
  readonly containerd: string;
  readonly runc: string;
  readonly seccomp: string;
  readonly system: string;
  /** Lines that only one of them has. */
  readonly storage: readonly string[];
  readonly cdi: readonly string[];
  readonly insecure: readonly string[];
}

export const ABOUT: Readonly<Record<ProfileName, About>> = {
  '20.10': {
    logDrivers: 'awslogs fluentd gcplogs gelf journald json-file local logentries splunk syslog',
    runtimes: 'io.containerd.runc.v2 io.containerd.runtime.v1.linux runc',
    containerd: '1.6.20~ds1-1+deb12u3',
    runc: '1.1.5+ds1-1+deb12u1',
    seccomp: 'default',
    system: 'Debian GNU/Linux 12 (bookworm)',
    storage: [],
    cdi: [],
    insecure: ['127.0.0.0/8'],
  },
  '28': {
    logDrivers: 'awslogs fluentd gelf journald json-file local splunk syslog',
    runtimes: 'runc io.containerd.runc.v2',
    containerd: '',
    runc: '1.3.6+ds1-1',
    seccomp: 'builtin',
    system: 'Debian GNU/Linux forky/sid',
    storage: ['Using metacopy: false'],
    cdi: ['/etc/cdi', '/var/run/cdi'],
    insecure: ['::1/128', '127.0.0.0/8'],
  },
};

export const KERNEL = '6.18.44';
export const CPUS = 2;
export const MEMORY = 8 * 2 ** 30;
export const ROOT = '/var/lib/docker';

/** The plugins that an engine comes with, by type, as a swarm lists them. */
export function pluginsOf(d: Daemon): Readonly<Record<'Log' | 'Network' | 'Volume', readonly string[]>> {
  return {
    Log: ABOUT[d.engine.profile].logDrivers.split(' '),
    Network: driverNames(),
    Volume: ['local'],
  };
}
