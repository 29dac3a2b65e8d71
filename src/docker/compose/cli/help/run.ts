/** The help of `docker compose exec` and `run`: compose 2.40.3. */
import type { HelpTable } from '../../../cli/help/command-help';
import { flag } from '../../../cli/help/flag-usages';
import { DRY_RUN, REMOVE_ORPHANS } from './usual-flags';

export const COMPOSE_RUN_HELP: HelpTable = {
  'compose exec': {
    usage: '[OPTIONS] SERVICE COMMAND [ARGS...]',
    about: 'Execute a command in a running container',
    flags: [
      flag('-d, --detach', 'Detached mode: Run command in the background'),
      DRY_RUN,
      flag('-e, --env stringArray', 'Set environment variables'),
      flag('--index int', 'Index of the container if service has multiple replicas'),
      flag(
        '-T, --no-tty',
        "Disable pseudo-TTY allocation. By default 'docker compose exec' allocates a TTY. (default true)",
      ),
      flag('--privileged', 'Give extended privileges to the process'),
      flag('-u, --user string', 'Run the command as this user'),
      flag('-w, --workdir string', 'Path to workdir directory for this command'),
    ],
  },
  'compose run': {
    usage: '[OPTIONS] SERVICE [COMMAND] [ARGS...]',
    about: 'Run a one-off command on a service',
    flags: [
      flag('--build', 'Build image before starting container'),
      flag('--cap-add list', 'Add Linux capabilities'),
      flag('--cap-drop list', 'Drop Linux capabilities'),
      flag('-d, --detach', 'Run container in background and print container ID'),
      DRY_RUN,
      flag('--entrypoint string', 'Override the entrypoint of the image'),
      flag('-e, --env stringArray', 'Set environment variables'),
      flag('--env-from-file stringArray', 'Set environment variables from file'),
      flag('-i, --interactive', 'Keep STDIN open even if not attached (default true)'),
      flag('-l, --label stringArray', 'Add or override a label'),
      flag('--name string', 'Assign a name to the container'),
      flag('-T, --no-TTY', 'Disable pseudo-TTY allocation (default: auto-detected) (default true)'),
      flag('--no-deps', "Don't start linked services"),
      flag('-p, --publish stringArray', "Publish a container's port(s) to the host"),
      flag('--pull string', 'Pull image before running ("always"|"missing"|"never") (default "policy")'),
      flag('-q, --quiet', "Don't print anything to STDOUT"),
      flag('--quiet-build', 'Suppress progress output from the build process'),
      flag('--quiet-pull', 'Pull without printing progress information'),
      REMOVE_ORPHANS,
      flag('--rm', 'Automatically remove the container when it exits'),
      flag('-P, --service-ports', "Run command with all service's ports enabled and mapped to the host"),
      flag('--use-aliases', "Use the service's network useAliases in the network(s) the container connects to"),
      flag('-u, --user string', 'Run as specified username or uid'),
      flag('-v, --volume stringArray', 'Bind mount a volume'),
      flag('-w, --workdir string', 'Working directory inside the container'),
    ],
  },
};
