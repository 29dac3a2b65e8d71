/** Whether somebody sits before it: `-it` asks for a terminal (moby/term `IsTerminal`). */
import { get } from '../../sim/table';
import type { Sys } from '../../userland/program';

/** A line that was typed has TERM in its environment, and its terminal or nothing as its input; a line of a script has not. */
export function isTerminal(sys: Sys): boolean {
  const { env, stdin } = sys.process;
  const typed = stdin !== null && typeof stdin !== 'string' && get(sys.world.pipes, stdin.pipe)?.terminal === true;
  return env['TERM'] !== undefined && (typed || stdin === null || stdin === '');
}
