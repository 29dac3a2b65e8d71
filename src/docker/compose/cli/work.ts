/** A command's tasks under way: begun, carried on with every timer, and what is said when they are over. */
import { advance, onTimer } from '../run/execute';
import type { Context, Doing, Next } from './command';

/** Begins; what the command is at now, or null where it is done already. */
export function beginWork({ sys, d }: Context, doing: Doing): Doing | null {
  return doing.work !== null && advance(sys, d, doing.work) ? doing : null;
}

/** One timer further; whether anything is still to be done. */
export function carryOn({ sys, d }: Context, doing: Doing, timer: string): boolean {
  if (doing.work === null) return false;
  onTimer(sys, d, doing.work, timer);
  return advance(sys, d, doing.work);
}

/** The exit status of tasks that are over, the reason said where they failed; null where nothing failed. */
export function failureOf({ sys }: Context, { work }: Doing): number | null {
  if (work?.failure == null) return null;
  sys.err(`${work.failure}\n`);
  return 1;
}

/** A command that is at its tasks: begun, or over at once. */
export function atWork(context: Context, doing: Doing): Next {
  return beginWork(context, doing) ?? failureOf(context, doing) ?? 0;
}
