/** dmesg(1) of util-linux: what the kernel of the machine has logged, which here is what the LOG target wrote. */
import { values } from '../../sim/table';
import type { LogLine } from '../../kernel/netfilter/netfilter';
import { command, type Sys } from '../program';

export const dmesg = command('dmesg', (sys) => {
  const bare = sys.args.some((arg) => arg === '-t' || arg === '--notime');
  for (const { at, text } of linesOf(sys))
    sys.out(bare ? `${text}\n` : `[${(at / 1_000_000).toFixed(6).padStart(12)}] ${text}\n`);
  return 0;
});

/** Of every namespace that the machine's kernel has, in the order of time. */
function linesOf(sys: Sys): LogLine[] {
  const lines: LogLine[] = [];
  for (const ns of values(sys.world.netns)) if (ns.machine === sys.ns.machine) lines.push(...ns.netfilter.log);
  return lines.sort((a, b) => a.at - b.at);
}
