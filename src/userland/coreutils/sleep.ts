/** `sleep` of coreutils: a number with an optional unit, several added up, or `infinity`. */
import { SECOND } from '../../sim/clock';
import { program } from '../program';

const UNITS: Readonly<Record<string, number>> = { '': 1, s: 1, m: 60, h: 3600, d: 86_400 };

export const sleep = program<object>({
  name: 'sleep',
  start: (sys) => {
    if (sys.args.length === 0) {
      sys.err("sleep: missing operand\nTry 'sleep --help' for more information.\n");
      return 1;
    }
    let seconds = 0;
    for (const arg of sys.args) {
      const match = /^(\d+\.?\d*|\.\d+|inf(?:inity)?)([smhd]?)$/.exec(arg);
      if (match?.[1] === undefined) {
        sys.err(`sleep: invalid time interval ‘${arg}’\nTry 'sleep --help' for more information.\n`);
        return 1;
      }
      seconds += match[1].startsWith('inf') ? Infinity : Number(match[1]) * (UNITS[match[2] ?? ''] ?? 1);
    }
    if (Number.isFinite(seconds)) sys.timer('over', Math.round(seconds * SECOND));
    return {};
  },
  on: (sys, _data, event) => {
    if (event.type === 'timer') sys.exit(0);
  },
});
