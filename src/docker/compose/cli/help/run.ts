/** What `docker compose ... --help` prints, by command: compose 2.40.3. The flags a command takes are read from here. */
export const COMPOSE_RUN_HELP: Readonly<Record<string, string>> = {
  'compose exec': `Usage:  docker compose exec [OPTIONS] SERVICE COMMAND [ARGS...]

Execute a command in a running container

Options:
  -d, --detach            Detached mode: Run command in the background
      --dry-run           Execute command in dry run mode
  -e, --env stringArray   Set environment variables
      --index int         Index of the container if service has multiple
                          replicas
  -T, --no-tty            Disable pseudo-TTY allocation. By default
                          'docker compose exec' allocates a TTY. (default
                          true)
      --privileged        Give extended privileges to the process
  -u, --user string       Run the command as this user
  -w, --workdir string    Path to workdir directory for this command
`,
  'compose run': `Usage:  docker compose run [OPTIONS] SERVICE [COMMAND] [ARGS...]

Run a one-off command on a service

Options:
      --build                       Build image before starting container
      --cap-add list                Add Linux capabilities
      --cap-drop list               Drop Linux capabilities
  -d, --detach                      Run container in background and print
                                    container ID
      --dry-run                     Execute command in dry run mode
      --entrypoint string           Override the entrypoint of the image
  -e, --env stringArray             Set environment variables
      --env-from-file stringArray   Set environment variables from file
  -i, --interactive                 Keep STDIN open even if not attached
                                    (default true)
  -l, --label stringArray           Add or override a label
      --name string                 Assign a name to the container
  -T, --no-TTY                      Disable pseudo-TTY allocation
                                    (default: auto-detected) (default true)
      --no-deps                     Don't start linked services
  -p, --publish stringArray         Publish a container's port(s) to the host
      --pull string                 Pull image before running
                                    ("always"|"missing"|"never") (default
                                    "policy")
  -q, --quiet                       Don't print anything to STDOUT
      --quiet-build                 Suppress progress output from the
                                    build process
      --quiet-pull                  Pull without printing progress information
      --remove-orphans              Remove containers for services not
                                    defined in the Compose file
      --rm                          Automatically remove the container
                                    when it exits
  -P, --service-ports               Run command with all service's ports
                                    enabled and mapped to the host
      --use-aliases                 Use the service's network useAliases
                                    in the network(s) the container
                                    connects to
  -u, --user string                 Run as specified username or uid
  -v, --volume stringArray          Bind mount a volume
  -w, --workdir string              Working directory inside the container
`,
};
