/** What `docker compose ... --help` prints, by command: compose 2.40.3. The flags a command takes are read from here. */
export const COMPOSE_LIFE_HELP: Readonly<Record<string, string>> = {
  'compose start': `Usage:  docker compose start [SERVICE...]

Start services

Options:
      --dry-run   Execute command in dry run mode
`,
  'compose stop': `Usage:  docker compose stop [OPTIONS] [SERVICE...]

Stop services

Options:
      --dry-run       Execute command in dry run mode
  -t, --timeout int   Specify a shutdown timeout in seconds
`,
  'compose restart': `Usage:  docker compose restart [OPTIONS] [SERVICE...]

Restart service containers

Options:
      --dry-run       Execute command in dry run mode
      --no-deps       Don't restart dependent services
  -t, --timeout int   Specify a shutdown timeout in seconds
`,
  'compose kill': `Usage:  docker compose kill [OPTIONS] [SERVICE...]

Force stop service containers

Options:
      --dry-run          Execute command in dry run mode
      --remove-orphans   Remove containers for services not defined in
                         the Compose file
  -s, --signal string    SIGNAL to send to the container (default "SIGKILL")
`,
  'compose pause': `Usage:  docker compose pause [SERVICE...]

Pause services

Options:
      --dry-run   Execute command in dry run mode
`,
  'compose unpause': `Usage:  docker compose unpause [SERVICE...]

Unpause services

Options:
      --dry-run   Execute command in dry run mode
`,
  'compose rm': `Usage:  docker compose rm [OPTIONS] [SERVICE...]

Removes stopped service containers

By default, anonymous volumes attached to containers will not be removed. You
can override this with -v. To list all volumes, use "docker volume ls".

Any data which is not in a volume will be lost.

Options:
      --dry-run   Execute command in dry run mode
  -f, --force     Don't ask to confirm removal
  -s, --stop      Stop the containers, if required, before removing
  -v, --volumes   Remove any anonymous volumes attached to containers
`,
  'compose wait': `Usage:  docker compose wait SERVICE [SERVICE...] [OPTIONS]

Block until containers of all (or specified) services stop.

Options:
      --down-project   Drops project when the first container stops
      --dry-run        Execute command in dry run mode
`,
};
