/** `ps` of procps: who runs, in its three common forms. */
import { visibleProcesses } from '../pids';
import { command } from '../program';

export const ps = command('ps', (sys) => {
  const options = sys.args.join('').replaceAll('-', '');
  const seen = visibleProcesses(sys);
  const parentOf = (pid: number | null) => seen.find(({ process }) => process.pid === pid)?.pid ?? 0;
  if (/[axu]/.test(options) && options.includes('u')) {
    sys.out('USER       PID %CPU %MEM    VSZ   RSS TTY      STAT START   TIME COMMAND\n');
    for (const { pid, process } of seen)
      sys.out(
        `root     ${String(pid).padStart(5)}  0.0  0.0      0     0 ?        S    00:00   0:00 ${process.argv.join(' ')}\n`,
      );
  } else if (options.includes('f')) {
    sys.out('UID        PID  PPID  C STIME TTY          TIME CMD\n');
    for (const { pid, process } of seen) {
      sys.out(
        `root     ${String(pid).padStart(5)} ${String(parentOf(process.parent)).padStart(5)}  0 00:00 ?        00:00:00 ${process.argv.join(' ')}\n`,
      );
    }
  } else {
    sys.out('  PID TTY          TIME CMD\n');
    for (const { pid, process } of seen)
      sys.out(`${String(pid).padStart(5)} ?        00:00:00 ${(process.argv[0] ?? '').replace(/^.*\//, '')}\n`);
  }
  return 0;
});
