/** The help of `docker stack`: client 28.2.2. */
import type { HelpTable } from './command-help';
import { flag } from './flag-usages';
import { DO_NOT_TRUNCATE, FILTER, FORMAT } from './usual-flags';

const FILES = flag('-c, --compose-file strings', 'Path to a Compose file, or "-" to read from stdin');

export const STACK_HELP: HelpTable = {
  'stack config': {
    usage: '[OPTIONS]',
    about: 'Outputs the final config file, after doing merges and interpolations',
    flags: [FILES, flag('--skip-interpolation', 'Skip interpolation and output only merged config')],
  },
  'stack deploy': {
    usage: '[OPTIONS] STACK',
    about: 'Deploy a new stack or update an existing stack',
    aliases: ['stack deploy', 'stack up'],
    flags: [
      FILES,
      flag('-d, --detach', 'Exit immediately instead of waiting for the stack services to converge (default true)'),
      flag('--prune', 'Prune services that are no longer referenced'),
      flag('-q, --quiet', 'Suppress progress output'),
      flag(
        '--resolve-image string',
        'Query the registry to resolve image digest and supported platforms ("always", "changed", "never") (default "always")',
      ),
      flag('--with-registry-auth', 'Send registry authentication details to Swarm agents'),
    ],
  },
  'stack ls': {
    usage: '[OPTIONS]',
    about: 'List stacks',
    aliases: ['stack ls', 'stack list'],
    flags: [FORMAT],
  },
  'stack ps': {
    usage: '[OPTIONS] STACK',
    about: 'List the tasks in the stack',
    flags: [
      FILTER,
      FORMAT,
      flag('--no-resolve', 'Do not map IDs to Names'),
      DO_NOT_TRUNCATE,
      flag('-q, --quiet', 'Only display task IDs'),
    ],
  },
  'stack rm': {
    usage: '[OPTIONS] STACK [STACK...]',
    about: 'Remove one or more stacks',
    aliases: ['stack rm', 'stack remove', 'stack down'],
    flags: [flag('-d, --detach', 'Do not wait for stack removal (default true)')],
  },
  'stack services': {
    usage: '[OPTIONS] STACK',
    about: 'List the services in the stack',
    flags: [FILTER, FORMAT, flag('-q, --quiet', 'Only display IDs')],
  },
};
