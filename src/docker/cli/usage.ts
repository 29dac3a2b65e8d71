/** What docker 28 says of a wrong command line (cli `cli/required.go`, `cli-plugins/manager`). */
import type { ArgumentCount } from './command';
import { usageLine } from './help';

/** A flag that cannot be read: exit status 125. */
export function flagComplaint(name: string, called: string, message: string): string {
  const usage = name === '' ? 'docker [OPTIONS] COMMAND [ARG...]' : usageLine(name, called);
  return `${message}\n\nUsage:  ${usage}\n\nRun '${['docker', called].filter((word) => word !== '').join(' ')} --help' for more information\n`;
}

/** Too few or too many arguments: exit status 1; null where their number is right. */
export function argumentComplaint(
  name: string,
  called: string,
  { min, max }: ArgumentCount,
  count: number,
): string | null {
  if (count >= min && count <= max) return null;
  const plural = (n: number) => `${n} argument${n === 1 ? '' : 's'}`;
  let what: string;
  let see = 'Run';
  if (max === 0) what = 'accepts no arguments';
  else if (min === max) what = `requires ${plural(min)}`;
  else if (max === Infinity) {
    what = `requires at least ${plural(min)}`;
    see = 'See';
  } else if (min === 0) {
    what = `requires at most ${plural(max)}`;
    see = 'SRun';
  } else what = `requires at least ${min} and at most ${plural(max)}`;
  return `docker: 'docker ${called}' ${what}\n\nUsage:  ${usageLine(name, called)}\n\n${see} 'docker ${called} --help' for more information\n`;
}

/** Groups that have an option of their own, though a hidden one. */
const WITH_OPTIONS: readonly string[] = ['stack'];

export function unknownCommand(words: readonly string[], group: string): string {
  const usage = group === '' ? '' : `\nUsage:  docker ${group}${WITH_OPTIONS.includes(group) ? ' [OPTIONS]' : ''}\n`;
  return `docker: unknown command: docker ${words.join(' ')}\n${usage}\nRun '${['docker', group].filter((word) => word !== '').join(' ')} --help' for more information\n`;
}
