/** The help of the commands that look: compose 2.40.3. */
import type { HelpTable } from '../../../cli/help/command-help';
import { flag } from '../../../cli/help/flag-usages';
import { DONT_TRUNCATE, FORMATS } from '../../../cli/help/usual-flags';
import { DRY_RUN } from './usual-flags';

export const COMPOSE_LOOK_HELP: HelpTable = {
  'compose ps': {
    usage: '[OPTIONS] [SERVICE...]',
    about: 'List containers',
    flags: [
      flag('-a, --all', 'Show all stopped containers (including those created by the run command)'),
      DRY_RUN,
      flag('--filter string', 'Filter services by a property (supported filters: status)'),
      flag('--format string', `${FORMATS} (default "table")`),
      DONT_TRUNCATE,
      flag('--orphans', 'Include orphaned services (not declared by project) (default true)'),
      flag('-q, --quiet', 'Only display IDs'),
      flag('--services', 'Display services'),
      flag(
        '--status stringArray',
        'Filter services by status. Values: [paused | restarting | removing | running | dead | created | exited]',
      ),
    ],
  },
  'compose ls': {
    usage: '[OPTIONS]',
    about: 'List running compose projects',
    flags: [
      flag('-a, --all', 'Show all stopped Compose projects'),
      DRY_RUN,
      flag('--filter filter', 'Filter output based on conditions provided'),
      flag('--format string', 'Format the output. Values: [table | json] (default "table")'),
      flag('-q, --quiet', 'Only display project names'),
    ],
  },
  'compose port': {
    usage: '[OPTIONS] SERVICE PRIVATE_PORT',
    about: 'Print the public port for a port binding',
    flags: [
      DRY_RUN,
      flag('--index int', 'Index of the container if service has multiple replicas'),
      flag('--protocol string', 'tcp or udp (default "tcp")'),
    ],
  },
  'compose logs': {
    usage: '[OPTIONS] [SERVICE...]',
    about: 'View output from containers',
    flags: [
      DRY_RUN,
      flag('-f, --follow', 'Follow log output'),
      flag('--index int', 'index of the container if service has multiple replicas'),
      flag('--no-color', 'Produce monochrome output'),
      flag('--no-log-prefix', "Don't print prefix in logs"),
      flag(
        '--since string',
        'Show logs since timestamp (e.g. 2013-01-02T13:23:37Z) or relative (e.g. 42m for 42 minutes)',
      ),
      flag('-n, --tail string', 'Number of lines to show from the end of the logs for each container (default "all")'),
      flag('-t, --timestamps', 'Show timestamps'),
      flag(
        '--until string',
        'Show logs before a timestamp (e.g. 2013-01-02T13:23:37Z) or relative (e.g. 42m for 42 minutes)',
      ),
    ],
  },
  'compose top': { usage: '[SERVICES...]', about: 'Display the running processes', flags: [DRY_RUN] },
  'compose images': {
    usage: '[OPTIONS] [SERVICE...]',
    about: 'List images used by the created containers',
    flags: [
      DRY_RUN,
      flag('--format string', 'Format the output. Values: [table | json] (default "table")'),
      flag('-q, --quiet', 'Only display IDs'),
    ],
  },
  'compose config': {
    usage: '[OPTIONS] [SERVICE...]',
    about: 'Parse, resolve and render compose file in canonical format',
    flags: [
      DRY_RUN,
      flag('--environment', 'Print environment used for interpolation.'),
      flag('--format string', 'Format the output. Values: [yaml | json]'),
      flag('--hash string', 'Print the service config hash, one per line.'),
      flag('--images', 'Print the image names, one per line.'),
      flag('--lock-image-digests', 'Produces an override file with image digests'),
      flag('--models', 'Print the model names, one per line.'),
      flag('--networks', 'Print the network names, one per line.'),
      flag('--no-consistency', "Don't check model consistency - warning: may produce invalid Compose output"),
      flag('--no-env-resolution', "Don't resolve service env files"),
      flag('--no-interpolate', "Don't interpolate environment variables"),
      flag('--no-normalize', "Don't normalize compose model"),
      flag('--no-path-resolution', "Don't resolve file paths"),
      flag('-o, --output string', 'Save to file (default to stdout)'),
      flag('--profiles', 'Print the profile names, one per line.'),
      flag('-q, --quiet', "Only validate the configuration, don't print anything"),
      flag('--resolve-image-digests', 'Pin image tags to digests'),
      flag('--services', 'Print the service names, one per line.'),
      flag('--variables', 'Print model variables and default values.'),
      flag('--volumes', 'Print the volume names, one per line.'),
    ],
  },
  'compose version': {
    usage: '[OPTIONS]',
    about: 'Show the Docker Compose version information',
    flags: [
      DRY_RUN,
      flag('-f, --format string', 'Format the output. Values: [pretty | json]. (Default: pretty)'),
      flag('--short', "Shows only Compose's version number"),
    ],
  },
};
