/** The help of compose's commands, and the flags that they name. */
import { type Flag, flagsIn } from '../../cli/help';
import { COMPOSE_LIFE_HELP } from './help/life';
import { COMPOSE_LOOK_HELP } from './help/look';
import { COMPOSE_RUN_HELP } from './help/run';
import { COMPOSE_UP_HELP } from './help/up';

const TEXTS: Readonly<Record<string, string>> = {
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
  return TEXTS[name] ?? TEXTS['compose'] ?? '';
}

export function composeFlags(name: string): Flag[] {
  return [...flagsIn(TEXTS[name] ?? ''), ...(HIDDEN[name] ?? [])];
}

/** Whether compose has such a command, done here or not. */
export function isCommandOfCompose(name: string): boolean {
  return new RegExp(`^  ${name.replace(/\W/g, '')}  `, 'm').test(TEXTS['compose'] ?? '');
}
