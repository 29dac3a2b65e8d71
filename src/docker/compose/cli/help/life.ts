/** The help of the commands that start, stop and remove: compose 2.40.3. */
import type { HelpTable } from '../../../cli/help/command-help';
import { flag } from '../../../cli/help/flag-usages';
import { DRY_RUN, REMOVE_ORPHANS } from './usual-flags';

export const COMPOSE_LIFE_HELP: HelpTable = {
  'compose start': { usage: '[SERVICE...]', about: 'Start services', flags: [DRY_RUN] },
  'compose stop': {
    usage: '[OPTIONS] [SERVICE...]',
    about: 'Stop services',
    flags: [DRY_RUN, flag('-t, --timeout int', 'Specify a shutdown timeout in seconds')],
  },
  'compose restart': {
    usage: '[OPTIONS] [SERVICE...]',
    about: 'Restart service containers',
    flags: [
      DRY_RUN,
      flag('--no-deps', "Don't restart dependent services"),
      flag('-t, --timeout int', 'Specify a shutdown timeout in seconds'),
    ],
  },
  'compose kill': {
    usage: '[OPTIONS] [SERVICE...]',
    about: 'Force stop service containers',
    flags: [
      DRY_RUN,
      REMOVE_ORPHANS,
      flag('-s, --signal string', 'SIGNAL to send to the container (default "SIGKILL")'),
    ],
  },
  'compose pause': { usage: '[SERVICE...]', about: 'Pause services', flags: [DRY_RUN] },
  'compose unpause': { usage: '[SERVICE...]', about: 'Unpause services', flags: [DRY_RUN] },
  'compose rm': {
    usage: '[OPTIONS] [SERVICE...]',
    about:
      'Removes stopped service containers\n\nBy default, anonymous volumes attached to containers will not be removed. You\ncan override this with -v. To list all volumes, use "docker volume ls".\n\nAny data which is not in a volume will be lost.',
    flags: [
      DRY_RUN,
      flag('-f, --force', "Don't ask to confirm removal"),
      flag('-s, --stop', 'Stop the containers, if required, before removing'),
      flag('-v, --volumes', 'Remove any anonymous volumes attached to containers'),
    ],
  },
  'compose wait': {
    usage: 'SERVICE [SERVICE...] [OPTIONS]',
    about: 'Block until containers of all (or specified) services stop.',
    flags: [flag('--down-project', 'Drops project when the first container stops'), DRY_RUN],
  },
};
