/** The help of the commands that make, start, stop and change containers: client 28.2.2. */
import type { HelpTable } from './command-help';
import { CREATE_FLAGS, RUN_FLAGS } from './container-flags';
import { flag } from './flag-usages';
import { DETACH_KEYS } from './usual-flags';

const SIGNAL = flag('-s, --signal string', 'Signal to send to the container');

export const LIFECYCLE_HELP: HelpTable = {
  run: {
    usage: '[OPTIONS] IMAGE [COMMAND] [ARG...]',
    about: 'Create and run a new container from an image',
    aliases: ['container run', 'run'],
    flags: RUN_FLAGS,
  },
  create: {
    usage: '[OPTIONS] IMAGE [COMMAND] [ARG...]',
    about: 'Create a new container',
    aliases: ['container create', 'create'],
    flags: CREATE_FLAGS,
  },
  start: {
    usage: '[OPTIONS] CONTAINER [CONTAINER...]',
    about: 'Start one or more stopped containers',
    aliases: ['container start', 'start'],
    flags: [
      flag('-a, --attach', 'Attach STDOUT/STDERR and forward signals'),
      DETACH_KEYS,
      flag('-i, --interactive', "Attach container's STDIN"),
    ],
  },
  stop: {
    usage: '[OPTIONS] CONTAINER [CONTAINER...]',
    about: 'Stop one or more running containers',
    aliases: ['container stop', 'stop'],
    flags: [SIGNAL, flag('-t, --timeout int', 'Seconds to wait before killing the container')],
  },
  restart: {
    usage: '[OPTIONS] CONTAINER [CONTAINER...]',
    about: 'Restart one or more containers',
    aliases: ['container restart', 'restart'],
    flags: [SIGNAL, flag('-t, --timeout int', 'Seconds to wait before killing the container')],
  },
  kill: {
    usage: '[OPTIONS] CONTAINER [CONTAINER...]',
    about: 'Kill one or more running containers',
    aliases: ['container kill', 'kill'],
    flags: [SIGNAL],
  },
  pause: {
    usage: 'CONTAINER [CONTAINER...]',
    about: 'Pause all processes within one or more containers',
    aliases: ['container pause', 'pause'],
  },
  unpause: {
    usage: 'CONTAINER [CONTAINER...]',
    about: 'Unpause all processes within one or more containers',
    aliases: ['container unpause', 'unpause'],
  },
  wait: {
    usage: 'CONTAINER [CONTAINER...]',
    about: 'Block until one or more containers stop, then print their exit codes',
    aliases: ['container wait', 'wait'],
  },
  rm: {
    usage: '[OPTIONS] CONTAINER [CONTAINER...]',
    about: 'Remove one or more containers',
    aliases: ['container rm', 'container remove', 'rm'],
    flags: [
      flag('-f, --force', 'Force the removal of a running container (uses SIGKILL)'),
      flag('-l, --link', 'Remove the specified link'),
      flag('-v, --volumes', 'Remove anonymous volumes associated with the container'),
    ],
  },
  rename: { usage: 'CONTAINER NEW_NAME', about: 'Rename a container', aliases: ['container rename', 'rename'] },
  update: {
    usage: '[OPTIONS] CONTAINER [CONTAINER...]',
    about: 'Update configuration of one or more containers',
    aliases: ['container update', 'update'],
    flags: [
      flag('--blkio-weight uint16', 'Block IO (relative weight), between 10 and 1000, or 0 to disable (default 0)'),
      flag('--cpu-period int', 'Limit CPU CFS (Completely Fair Scheduler) period'),
      flag('--cpu-quota int', 'Limit CPU CFS (Completely Fair Scheduler) quota'),
      flag('--cpu-rt-period int', 'Limit the CPU real-time period in microseconds'),
      flag('--cpu-rt-runtime int', 'Limit the CPU real-time runtime in microseconds'),
      flag('-c, --cpu-shares int', 'CPU shares (relative weight)'),
      flag('--cpus decimal', 'Number of CPUs'),
      flag('--cpuset-cpus string', 'CPUs in which to allow execution (0-3, 0,1)'),
      flag('--cpuset-mems string', 'MEMs in which to allow execution (0-3, 0,1)'),
      flag('-m, --memory bytes', 'Memory limit'),
      flag('--memory-reservation bytes', 'Memory soft limit'),
      flag('--memory-swap bytes', 'Swap limit equal to memory plus swap: -1 to enable unlimited swap'),
      flag('--pids-limit int', 'Tune container pids limit (set -1 for unlimited)'),
      flag('--restart string', 'Restart policy to apply when a container exits'),
    ],
  },
};
