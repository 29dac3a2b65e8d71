/** The help of `docker image`: client 28.2.2. */
import type { HelpTable } from './command-help';
import { flag } from './flag-usages';
import { DONT_TRUNCATE, FILTER, FORMAT, INSPECT_FORMAT, NO_PROMPT, PRUNE_FILTER } from './usual-flags';

const PLATFORM = 'Formatted as "os[/arch[/variant]]" (e.g., "linux/amd64")';

export const IMAGE_HELP: HelpTable = {
  images: {
    usage: '[OPTIONS] [REPOSITORY[:TAG]]',
    about: 'List images',
    aliases: ['image ls', 'image list', 'images'],
    flags: [
      flag('-a, --all', 'Show all images (default hides intermediate images)'),
      flag('--digests', 'Show digests'),
      FILTER,
      FORMAT,
      DONT_TRUNCATE,
      flag('-q, --quiet', 'Only show image IDs'),
      flag('--tree', 'List multi-platform images as a tree (EXPERIMENTAL)', '1.47'),
    ],
  },
  pull: {
    usage: '[OPTIONS] NAME[:TAG|@DIGEST]',
    about: 'Download an image from a registry',
    aliases: ['image pull', 'pull'],
    flags: [
      flag('-a, --all-tags', 'Download all tagged images in the repository'),
      flag('--disable-content-trust', 'Skip image verification (default true)'),
      flag('--platform string', 'Set platform if server is multi-platform capable'),
      flag('-q, --quiet', 'Suppress verbose output'),
    ],
  },
  rmi: {
    usage: '[OPTIONS] IMAGE [IMAGE...]',
    about: 'Remove one or more images',
    aliases: ['image rm', 'image remove', 'rmi'],
    flags: [
      flag('-f, --force', 'Force removal of the image'),
      flag('--no-prune', 'Do not delete untagged parents'),
      flag('--platform strings', `Remove only the given platform variant. ${PLATFORM}`, '1.50'),
    ],
  },
  tag: {
    usage: 'SOURCE_IMAGE[:TAG] TARGET_IMAGE[:TAG]',
    about: 'Create a tag TARGET_IMAGE that refers to SOURCE_IMAGE',
    aliases: ['image tag', 'tag'],
  },
  image: {
    usage: 'COMMAND',
    about: 'Manage images',
    sections: {
      Commands: {
        build: 'Build an image from a Dockerfile',
        history: 'Show the history of an image',
        import: 'Import the contents from a tarball to create a filesystem image',
        inspect: 'Display detailed information on one or more images',
        load: 'Load an image from a tar archive or STDIN',
        ls: 'List images',
        prune: 'Remove unused images',
        pull: 'Download an image from a registry',
        push: 'Upload an image to a registry',
        rm: 'Remove one or more images',
        save: 'Save one or more images to a tar archive (streamed to STDOUT by default)',
        tag: 'Create a tag TARGET_IMAGE that refers to SOURCE_IMAGE',
      },
    },
  },
  'image inspect': {
    usage: '[OPTIONS] IMAGE [IMAGE...]',
    about: 'Display detailed information on one or more images',
    flags: [
      INSPECT_FORMAT,
      flag(
        '--platform string',
        "Inspect a specific platform of the multi-platform image.\nIf the image or the server is not multi-platform capable, the command will error out if the platform does not match.\n'os[/arch[/variant]]': Explicit platform (eg. linux/amd64)",
        '1.49',
      ),
    ],
  },
  'image history': {
    usage: '[OPTIONS] IMAGE',
    about: 'Show the history of an image',
    aliases: ['image history', 'history'],
    flags: [
      FORMAT,
      flag('-H, --human', 'Print sizes and dates in human readable format (default true)'),
      DONT_TRUNCATE,
      flag('--platform string', `Show history for the given platform. ${PLATFORM}`, '1.48'),
      flag('-q, --quiet', 'Only show image IDs'),
    ],
  },
  'image prune': {
    usage: '[OPTIONS]',
    about: 'Remove unused images',
    flags: [flag('-a, --all', 'Remove all unused images, not just dangling ones'), PRUNE_FILTER, NO_PROMPT],
  },
};
