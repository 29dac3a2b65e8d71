/** `sleep` of coreutils: a number with an optional unit, several added up, or `infinity`. */
import { program } from '../program';
import { parseDuration } from './duration';

export const sleep = program<object>({
  name: 'sleep',
  start: (sys) => {
    if (sys.args.length === 0) {
      sys.err("sleep: missing operand\nTry 'sleep --help' for more information.\n");
      return 1;
    }
    let time = 0;
    for (const arg of sys.args) {
      const part = parseDuration(arg);
      if (part === null) {
        sys.err(`sleep: invalid time interval '${arg}'\nTry 'sleep --help' for more information.\n`);
        return 1;
      }
      time += part;
    }
    if (Number.isFinite(time)) sys.timer('over', time);
    return {};
  },
  on: (sys, _data, event) => {
    if (event.type === 'timer') sys.exit(0);
  },
});
