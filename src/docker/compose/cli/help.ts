/** The help of compose's commands, and the flags that they name. */
import { type Flag, HELP_FLAG } from '../../cli/flags';
import { type HelpTable, layOut } from '../../cli/help/command-help';
import { COMPOSE_LIFE_HELP } from './help/life';
import { COMPOSE_LOOK_HELP } from './help/look';
import { COMPOSE_HELP, COMPOSE_UP_HELP } from './help/up';
import { COMPOSE_RUN_HELP } from './help/run';

const TABLE: HelpTable = {
  compose: COMPOSE_HELP,
  ...COMPOSE_UP_HELP,
  ...COMPOSE_LIFE_HELP,
  ...COMPOSE_LOOK_HELP,
  ...COMPOSE_RUN_HELP,
};

/** Flags that work though no help names them. */
const HIDDEN: Readonly<Record<string, readonly Flag[]>> = {
  compose: [
    { name: 'verbose', short: '', type: '' },
    { name: 'workdir', short: '', type: 'string' },
    { name: 'no-ansi', short: '', type: '' },
    { name: 'version', short: 'v', type: '' },
  ],
  'compose exec': [
    { name: 'interactive', short: 'i', type: '' },
    { name: 'tty', short: 't', type: '' },
  ],
  'compose run': [{ name: 'tty', short: 't', type: '' }],
};

/** `compose`, `compose up`; compose's own where there is no such command. */
export function composeHelp(name: string): string {
  const help = TABLE[name];
  return help === undefined ? layOut('compose', COMPOSE_HELP, '') : layOut(name, help, '');
}

export function composeFlags(name: string): readonly Flag[] {
  return [...(TABLE[name]?.flags ?? []), HELP_FLAG, ...(HIDDEN[name] ?? [])];
}

/** Whether compose has such a command, done here or not. */
export function isCommandOfCompose(name: string): boolean {
  return Object.values(COMPOSE_HELP.sections ?? {}).some((listing) => Object.hasOwn(listing, name));
}
