/** What `docker compose ... --help` prints, by command: compose 2.40.3. The flags a command takes are read from here. */
export const COMPOSE_UP_HELP: Readonly<Record<string, string>> = {
  compose: `Usage:  docker compose [OPTIONS] COMMAND

Define and run multi-container applications with Docker

Options:
      --all-resources              Include all resources, even those not
                                   used by services
      --ansi string                Control when to print ANSI control
                                   characters ("never"|"always"|"auto")
                                   (default "auto")
      --compatibility              Run compose in backward compatibility mode
      --dry-run                    Execute command in dry run mode
      --env-file stringArray       Specify an alternate environment file
  -f, --file stringArray           Compose configuration files
      --parallel int               Control max parallelism, -1 for
                                   unlimited (default -1)
      --profile stringArray        Specify a profile to enable
      --progress string            Set type of progress output (auto,
                                   tty, plain, json, quiet)
      --project-directory string   Specify an alternate working directory
                                   (default: the path of the, first
                                   specified, Compose file)
  -p, --project-name string        Project name

Management Commands:
  bridge      Convert compose files into another model

Commands:
  attach      Attach local standard input, output, and error streams to a service's running container
  build       Build or rebuild services
  commit      Create a new image from a service container's changes
  config      Parse, resolve and render compose file in canonical format
  cp          Copy files/folders between a service container and the local filesystem
  create      Creates containers for a service
  down        Stop and remove containers, networks
  events      Receive real time events from containers
  exec        Execute a command in a running container
  export      Export a service container's filesystem as a tar archive
  images      List images used by the created containers
  kill        Force stop service containers
  logs        View output from containers
  ls          List running compose projects
  pause       Pause services
  port        Print the public port for a port binding
  ps          List containers
  publish     Publish compose application
  pull        Pull service images
  push        Push service images
  restart     Restart service containers
  rm          Removes stopped service containers
  run         Run a one-off command on a service
  scale       Scale services 
  start       Start services
  stats       Display a live stream of container(s) resource usage statistics
  stop        Stop services
  top         Display the running processes
  unpause     Unpause services
  up          Create and start containers
  version     Show the Docker Compose version information
  volumes     List volumes
  wait        Block until containers of all (or specified) services stop.
  watch       Watch build context for service and rebuild/refresh containers when files are updated

Run 'docker compose COMMAND --help' for more information on a command.
`,
  'compose up': `Usage:  docker compose up [OPTIONS] [SERVICE...]

Create and start containers

Options:
      --abort-on-container-exit      Stops all containers if any
                                     container was stopped. Incompatible
                                     with -d
      --abort-on-container-failure   Stops all containers if any
                                     container exited with failure.
                                     Incompatible with -d
      --always-recreate-deps         Recreate dependent containers.
                                     Incompatible with --no-recreate.
      --attach stringArray           Restrict attaching to the specified
                                     services. Incompatible with
                                     --attach-dependencies.
      --attach-dependencies          Automatically attach to log output
                                     of dependent services
      --build                        Build images before starting containers
  -d, --detach                       Detached mode: Run containers in the
                                     background
      --dry-run                      Execute command in dry run mode
      --exit-code-from string        Return the exit code of the selected
                                     service container. Implies
                                     --abort-on-container-exit
      --force-recreate               Recreate containers even if their
                                     configuration and image haven't changed
      --menu                         Enable interactive shortcuts when
                                     running attached. Incompatible with
                                     --detach. Can also be enable/disable
                                     by setting COMPOSE_MENU environment var.
      --no-attach stringArray        Do not attach (stream logs) to the
                                     specified services
      --no-build                     Don't build an image, even if it's policy
      --no-color                     Produce monochrome output
      --no-deps                      Don't start linked services
      --no-log-prefix                Don't print prefix in logs
      --no-recreate                  If containers already exist, don't
                                     recreate them. Incompatible with
                                     --force-recreate.
      --no-start                     Don't start the services after
                                     creating them
      --pull string                  Pull image before running
                                     ("always"|"missing"|"never")
                                     (default "policy")
      --quiet-build                  Suppress the build output
      --quiet-pull                   Pull without printing progress
                                     information
      --remove-orphans               Remove containers for services not
                                     defined in the Compose file
  -V, --renew-anon-volumes           Recreate anonymous volumes instead
                                     of retrieving data from the previous
                                     containers
      --scale scale                  Scale SERVICE to NUM instances.
                                     Overrides the scale setting in the
                                     Compose file if present.
  -t, --timeout int                  Use this timeout in seconds for
                                     container shutdown when attached or
                                     when containers are already running
      --timestamps                   Show timestamps
      --wait                         Wait for services to be
                                     running|healthy. Implies detached mode.
      --wait-timeout int             Maximum duration in seconds to wait
                                     for the project to be running|healthy
  -w, --watch                        Watch source code and
                                     rebuild/refresh containers when
                                     files are updated.
  -y, --yes                          Assume "yes" as answer to all
                                     prompts and run non-interactively
`,
  'compose create': `Usage:  docker compose create [OPTIONS] [SERVICE...]

Creates containers for a service

Options:
      --build            Build images before starting containers
      --dry-run          Execute command in dry run mode
      --force-recreate   Recreate containers even if their configuration
                         and image haven't changed
      --no-build         Don't build an image, even if it's policy
      --no-recreate      If containers already exist, don't recreate
                         them. Incompatible with --force-recreate.
      --pull string      Pull image before running
                         ("always"|"missing"|"never"|"build") (default
                         "policy")
      --quiet-pull       Pull without printing progress information
      --remove-orphans   Remove containers for services not defined in
                         the Compose file
      --scale scale      Scale SERVICE to NUM instances. Overrides the
                         scale setting in the Compose file if present.
  -y, --yes              Assume "yes" as answer to all prompts and run
                         non-interactively
`,
  'compose down': `Usage:  docker compose down [OPTIONS] [SERVICES]

Stop and remove containers, networks

Options:
      --dry-run          Execute command in dry run mode
      --remove-orphans   Remove containers for services not defined in
                         the Compose file
      --rmi string       Remove images used by services. "local" remove
                         only images that don't have a custom tag
                         ("local"|"all")
  -t, --timeout int      Specify a shutdown timeout in seconds
  -v, --volumes          Remove named volumes declared in the "volumes"
                         section of the Compose file and anonymous
                         volumes attached to containers
`,
  'compose scale': `Usage:  docker compose scale [SERVICE=REPLICAS...]

Scale services

Options:
      --dry-run   Execute command in dry run mode
      --no-deps   Don't start linked services
`,
};
