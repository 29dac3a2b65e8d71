/** What the processes of a container may do (moby `oci/caps`, `oci.DefaultSpec`): root's capabilities, but for most. */
import { CAPABILITIES, type Capability } from '../../userland/process';
import type { Container } from './container';

/** Those of the default set that decide something here. */
const DEFAULT: readonly Capability[] = ['NET_RAW'];

/** For `spawn`: nothing where a container may do everything. */
export function capabilitiesOf(container: Container): { readonly capabilities?: readonly Capability[] } {
  const { privileged, capAdd, capDrop } = container.hostConfig;
  if (privileged) return {};
  const names = (list: readonly string[]) => list.map((name) => name.toUpperCase().replace(/^CAP_/, ''));
  const [added, dropped] = [names(capAdd), names(capDrop)];
  const kept = dropped.includes('ALL') ? [] : added.includes('ALL') ? CAPABILITIES : DEFAULT;
  return {
    capabilities: CAPABILITIES.filter(
      (name) => added.includes(name) || (kept.includes(name) && !dropped.includes(name)),
    ),
  };
}
