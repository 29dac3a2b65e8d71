/** Whether somebody sits before it: `-it` asks for a terminal (moby/term `IsTerminal`). */
import type { Sys } from '../../userland/program';

/** A line that was typed has TERM in its environment and nothing piped into it; a line of a script has not. */
export function isTerminal(sys: Sys): boolean {
  const { env, stdin } = sys.process;
  return env['TERM'] !== undefined && (stdin === null || stdin === '');
}
