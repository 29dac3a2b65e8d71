/** The option of an endpoint that sets sysctls of its interface (moby `daemon/container_operations.go`, libnetwork `osl/interface_linux.go`). */
import type { Netns } from '../kernel/netns';
import { readSysctl, writeSysctl } from '../kernel/sysctl';

const SYSCTLS = 'com.docker.network.endpoint.sysctls';

/** `net.X.Y.IFNAME.Z=V`, as the client may have made its letters small. */
const PER_INTERFACE = /^[^.]*\.(ipv4|ipv6|mpls)\.[^.]*\.(IFNAME|ifname)\./;

type Options = Readonly<Record<string, string>>;

const sysctlsOf = (options: Options) => options[SYSCTLS]?.split(',') ?? [];

/** What speaks against each of them as it is written. */
export function sysctlReasons(options: Options): string[] {
  return sysctlsOf(options)
    .filter((sysctl) => !PER_INTERFACE.test(sysctl))
    .map(
      (sysctl) =>
        `unrecognised network interface sysctl '${sysctl}'; represent 'net.X.Y.ethN.Z=V' as 'net.X.Y.IFNAME.Z=V', 'X' must be 'ipv4', 'ipv6' or 'mpls'`,
    );
}

/** Writes them for the interface of that name, in turn; why not, where one cannot be. */
export function writeInterfaceSysctls(ns: Netns, ifName: string, options: Options): string | null {
  for (const sysctl of sysctlsOf(options)) {
    const [name = '', value = null] = sysctl.split(/=(.*)/s);
    if (value === null) return `expected sysctl '${sysctl}' to have format name=value`;
    const [root = '', family = '', tree = '', , leaf = '', ...rest] = name.split('.');
    if (rest.length > 0) return `expected sysctl '${sysctl}' to have format net.X.Y.IFNAME.Z`;
    const parts = [root, family, tree, ifName, leaf];
    const path = `/proc/sys/${parts.join('/')}`;
    const known = readSysctl(ns.sysctl, parts.join('.'));
    // Of IPv6 and MPLS there is nothing here that a setting would change.
    if (known === undefined && family === 'ipv4') return `${path} is not a sysctl file`;
    if (!/^\s*-?\d+\s*$/.test(value)) return `unable to write to '${path}': write ${path}: invalid argument`;
    writeSysctl(ns.sysctl, parts.join('.'), value.trim());
  }
  return null;
}
