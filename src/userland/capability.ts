/** What a process may do: capabilities(7), as far as they decide something here. */
import type { Capability } from './process';
import type { Sys } from './program';

/** `capable`: root on a machine may do everything, a process of a container what it was started with. */
export function capable(sys: Sys, capability: Capability): boolean {
  return sys.process.capabilities?.includes(capability) ?? true;
}

/** Whether a process sees a container's files and not its machine's. */
export function isContained(sys: Sys): boolean {
  return sys.world.machines[sys.process.machine]?.root !== sys.process.root;
}
