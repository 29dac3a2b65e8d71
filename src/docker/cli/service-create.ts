/** `docker service create` (cli `command/service/create.go`). */
import { failed } from '../failure';
import { randomName } from '../container/names';
import { createService } from '../service/control';
import { type Cli, type Command, daemonError, type Next, type Waiting } from './command';
import { boolFlag, stringFlag } from './flags';
import { pulled, startPull } from './image-change';
import { converge, watch } from './service-progress';
import { specOf } from './service-flags';
import { withTag } from '../container/image';

export const serviceCreate: Command = {
  name: 'service create',
  args: { min: 1, max: Infinity },
  interspersed: false,
  takes: 120_000,
  run: (cli) => (boolFlag(cli.flags, 'no-resolve-image') ? create(cli) : resolveFirst(cli)),
  on: (cli, wait, event) => {
    if (event.type === 'signal') return 130;
    if (wait.for !== 'pull') return watch(cli, wait, event);
    return pulled(cli, wait, event) === null ? wait : create(cli);
  },
};

/** The registry is asked which image that is; the simulated one cannot be reached. */
function resolveFirst(cli: Cli): Next {
  const wait: Next = startPull(cli);
  return isWaiting(wait) ? wait : create(cli);
}

const isWaiting = (next: Next): next is Waiting => typeof next !== 'number';

function create(cli: Cli): Next {
  const { d, sys, flags, args } = cli;
  const [image = '', ...command] = args;
  const name = stringFlag(flags, 'name');
  const spec = specOf(flags, image, command, name === '' ? randomName(d) : name);
  if (typeof spec === 'string') {
    sys.err(`${spec}\n`);
    return 1;
  }
  const service = createService(d, spec, `docker service create --name ${spec.name}`);
  if (failed(service)) {
    daemonError(cli, service.message);
    return 1;
  }
  if (!boolFlag(flags, 'no-resolve-image'))
    sys.err(
      `image ${withTag(image)} could not be accessed on a registry to record\nits digest. Each node will access ${withTag(image)} independently,\npossibly leading to different nodes running different\nversions of the image.\n\n`,
    );
  sys.out(`${service.id}\n`);
  if (boolFlag(flags, 'detach') || boolFlag(flags, 'quiet'))
    return boolFlag(flags, 'detach') ? 0 : converge(cli, [service.id], false);
  return converge(cli, [service.id], true);
}
