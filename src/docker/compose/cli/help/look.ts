/** What `docker compose ... --help` prints, by command: compose 2.40.3. The flags a command takes are read from here. */
export const COMPOSE_LOOK_HELP: Readonly<Record<string, string>> = {
  'compose ps': `Usage:  docker compose ps [OPTIONS] [SERVICE...]

List containers

Options:
  -a, --all                  Show all stopped containers (including those
                             created by the run command)
      --dry-run              Execute command in dry run mode
      --filter string        Filter services by a property (supported
                             filters: status)
      --format string        Format output using a custom template:
                             'table':            Print output in table
                             format with column headers (default)
                             'table TEMPLATE':   Print output in table
                             format using the given Go template
                             'json':             Print in JSON format
                             'TEMPLATE':         Print output using the
                             given Go template.
                             Refer to
                             https://docs.docker.com/go/formatting/ for
                             more information about formatting output
                             with templates (default "table")
      --no-trunc             Don't truncate output
      --orphans              Include orphaned services (not declared by
                             project) (default true)
  -q, --quiet                Only display IDs
      --services             Display services
      --status stringArray   Filter services by status. Values: [paused |
                             restarting | removing | running | dead |
                             created | exited]
`,
  'compose ls': `Usage:  docker compose ls [OPTIONS]

List running compose projects

Options:
  -a, --all             Show all stopped Compose projects
      --dry-run         Execute command in dry run mode
      --filter filter   Filter output based on conditions provided
      --format string   Format the output. Values: [table | json]
                        (default "table")
  -q, --quiet           Only display project names
`,
  'compose port': `Usage:  docker compose port [OPTIONS] SERVICE PRIVATE_PORT

Print the public port for a port binding

Options:
      --dry-run           Execute command in dry run mode
      --index int         Index of the container if service has multiple
                          replicas
      --protocol string   tcp or udp (default "tcp")
`,
  'compose logs': `Usage:  docker compose logs [OPTIONS] [SERVICE...]

View output from containers

Options:
      --dry-run         Execute command in dry run mode
  -f, --follow          Follow log output
      --index int       index of the container if service has multiple
                        replicas
      --no-color        Produce monochrome output
      --no-log-prefix   Don't print prefix in logs
      --since string    Show logs since timestamp (e.g.
                        2013-01-02T13:23:37Z) or relative (e.g. 42m for
                        42 minutes)
  -n, --tail string     Number of lines to show from the end of the logs
                        for each container (default "all")
  -t, --timestamps      Show timestamps
      --until string    Show logs before a timestamp (e.g.
                        2013-01-02T13:23:37Z) or relative (e.g. 42m for
                        42 minutes)
`,
  'compose top': `Usage:  docker compose top [SERVICES...]

Display the running processes

Options:
      --dry-run   Execute command in dry run mode
`,
  'compose images': `Usage:  docker compose images [OPTIONS] [SERVICE...]

List images used by the created containers

Options:
      --dry-run         Execute command in dry run mode
      --format string   Format the output. Values: [table | json]
                        (default "table")
  -q, --quiet           Only display IDs
`,
  'compose config': `Usage:  docker compose config [OPTIONS] [SERVICE...]

Parse, resolve and render compose file in canonical format

Options:
      --dry-run                 Execute command in dry run mode
      --environment             Print environment used for interpolation.
      --format string           Format the output. Values: [yaml | json]
      --hash string             Print the service config hash, one per line.
      --images                  Print the image names, one per line.
      --lock-image-digests      Produces an override file with image digests
      --models                  Print the model names, one per line.
      --networks                Print the network names, one per line.
      --no-consistency          Don't check model consistency - warning:
                                may produce invalid Compose output
      --no-env-resolution       Don't resolve service env files
      --no-interpolate          Don't interpolate environment variables
      --no-normalize            Don't normalize compose model
      --no-path-resolution      Don't resolve file paths
  -o, --output string           Save to file (default to stdout)
      --profiles                Print the profile names, one per line.
  -q, --quiet                   Only validate the configuration, don't
                                print anything
      --resolve-image-digests   Pin image tags to digests
      --services                Print the service names, one per line.
      --variables               Print model variables and default values.
      --volumes                 Print the volume names, one per line.
`,
  'compose version': `Usage:  docker compose version [OPTIONS]

Show the Docker Compose version information

Options:
      --dry-run         Execute command in dry run mode
  -f, --format string   Format the output. Values: [pretty | json].
                        (Default: pretty)
      --short           Shows only Compose's version number
`,
};
