/** Process numbers as a process sees them: a container counts its own from 1. */
import { values } from '../sim/table';
import type { Process } from './process';
import type { Sys } from './program';

/** The living processes that this one sees, each with the number that it goes by here. */
export function visibleProcesses(sys: Sys): { readonly pid: number; readonly process: Process }[] {
  const { root, machine } = sys.process;
  const contained = sys.world.machines[machine]?.root !== root;
  const living = [...values(sys.world.processes)]
    .filter(
      (process) => process.machine === machine && process.status === null && (!contained || process.root === root),
    )
    .sort((a, b) => Number(b.init === true) - Number(a.init === true) || a.pid - b.pid);
  return living.map((process, i) => ({ pid: contained ? i + 1 : process.pid, process }));
}
