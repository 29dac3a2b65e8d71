/** What `docker ... --help` prints beside an engine of API 1.51, by command: client 28.2.2. The flags a command takes are read from here. */
import { flag, flagUsages } from './flag-usages';
import type { HelpText } from './text';

const FORMAT_OF_ONE =
  "'json':             Print in JSON format\n'TEMPLATE':         Print output using the given Go template.\nRefer to https://docs.docker.com/go/formatting/ for more information about formatting output with templates";
const FORMAT = `Format output using a custom template:\n'table':            Print output in table format with column headers (default)\n'table TEMPLATE':   Print output in table format using the given Go template\n${FORMAT_OF_ONE}`;
const PLATFORM = 'Formatted as "os[/arch[/variant]]" (e.g., "linux/amd64")';

const LIST = [
  flag('-a, --all', 'Show all images (default hides intermediate images)'),
  flag('--digests', 'Show digests'),
  flag('-f, --filter filter', 'Filter output based on conditions provided'),
  flag('--format string', FORMAT),
  flag('--no-trunc', "Don't truncate output"),
  flag('-q, --quiet', 'Only show image IDs'),
  flag('--tree', 'List multi-platform images as a tree (EXPERIMENTAL)', '1.47'),
];

const REMOVE = [
  flag('-f, --force', 'Force removal of the image'),
  flag('--no-prune', 'Do not delete untagged parents'),
  flag('--platform strings', `Remove only the given platform variant. ${PLATFORM}`, '1.50'),
];

const HISTORY = [
  flag('--format string', FORMAT),
  flag('-H, --human', 'Print sizes and dates in human readable format (default true)'),
  flag('--no-trunc', "Don't truncate output"),
  flag('--platform string', `Show history for the given platform. ${PLATFORM}`, '1.48'),
  flag('-q, --quiet', 'Only show image IDs'),
];

const INSPECT = [
  flag('-f, --format string', `Format output using a custom template:\n${FORMAT_OF_ONE}`),
  flag(
    '--platform string',
    "Inspect a specific platform of the multi-platform image.\nIf the image or the server is not multi-platform capable, the command will error out if the platform does not match.\n'os[/arch[/variant]]': Explicit platform (eg. linux/amd64)",
    '1.49',
  ),
];

export const IMAGE_HELP: Readonly<Record<string, HelpText>> = {
  images: (apiVersion) => `Usage:  docker images [OPTIONS] [REPOSITORY[:TAG]]

List images

Aliases:
  docker image ls, docker image list, docker images

Options:
${flagUsages(LIST, apiVersion)}`,
  pull: `Usage:  docker pull [OPTIONS] NAME[:TAG|@DIGEST]

Download an image from a registry

Aliases:
  docker image pull, docker pull

Options:
  -a, --all-tags                Download all tagged images in the repository
      --disable-content-trust   Skip image verification (default true)
      --platform string         Set platform if server is multi-platform
                                capable
  -q, --quiet                   Suppress verbose output
`,
  rmi: (apiVersion) => `Usage:  docker rmi [OPTIONS] IMAGE [IMAGE...]

Remove one or more images

Aliases:
  docker image rm, docker image remove, docker rmi

Options:
${flagUsages(REMOVE, apiVersion)}`,
  tag: `Usage:  docker tag SOURCE_IMAGE[:TAG] TARGET_IMAGE[:TAG]

Create a tag TARGET_IMAGE that refers to SOURCE_IMAGE

Aliases:
  docker image tag, docker tag
`,
  image: `Usage:  docker image COMMAND

Manage images

Commands:
  build       Build an image from a Dockerfile
  history     Show the history of an image
  import      Import the contents from a tarball to create a filesystem image
  inspect     Display detailed information on one or more images
  load        Load an image from a tar archive or STDIN
  ls          List images
  prune       Remove unused images
  pull        Download an image from a registry
  push        Upload an image to a registry
  rm          Remove one or more images
  save        Save one or more images to a tar archive (streamed to STDOUT by default)
  tag         Create a tag TARGET_IMAGE that refers to SOURCE_IMAGE

Run 'docker image COMMAND --help' for more information on a command.
`,
  'image ls': (apiVersion) => `Usage:  docker image ls [OPTIONS] [REPOSITORY[:TAG]]

List images

Aliases:
  docker image ls, docker image list, docker images

Options:
${flagUsages(LIST, apiVersion)}`,
  'image inspect': (apiVersion) => `Usage:  docker image inspect [OPTIONS] IMAGE [IMAGE...]

Display detailed information on one or more images

Options:
${flagUsages(INSPECT, apiVersion)}`,
  'image history': (apiVersion) => `Usage:  docker image history [OPTIONS] IMAGE

Show the history of an image

Aliases:
  docker image history, docker history

Options:
${flagUsages(HISTORY, apiVersion)}`,
  'image prune': `Usage:  docker image prune [OPTIONS]

Remove unused images

Options:
  -a, --all             Remove all unused images, not just dangling ones
      --filter filter   Provide filter values (e.g. "until=<timestamp>")
  -f, --force           Do not prompt for confirmation
`,
};
