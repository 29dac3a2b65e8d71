/** `docker pull`, `rmi` and `tag`. */
import { type Image, findImage, withTag } from '../container/image';
import { shortId } from '../container/container';
import { containersOf } from '../engine';
import { PULL_PROGRAM } from '../pull';
import type { ProcessEvent } from '../../userland/program';
import {
  type Cli,
  type Command,
  daemonError,
  type Next,
  ONE,
  simple,
  SOME,
  TWO,
  type Waiting,
  waiting,
} from './command';

/** dockerd asks a registry; the client waits. */
export function startPull(cli: Cli): Next {
  const { sys, d } = cli;
  const pid = d.spawn([PULL_PROGRAM], {
    parent: sys.process.pid,
    ns: d.host.id,
    stdout: { to: 'pipe', pid: sys.process.pid },
  });
  return waiting('pull', { pid });
}

/** What it heard, once it has; null until then. */
export function pulled(cli: Cli, wait: Waiting, event: ProcessEvent): string | null {
  return wait.for === 'pull' && event.type === 'child' && event.pid === wait.pid ? cli.sys.process.piped : null;
}

export const pull: Command = {
  name: 'pull',
  args: ONE,
  interspersed: true,
  takes: 20_000,
  run: (cli) => {
    const [ref = ''] = cli.args;
    if (withTag(ref) !== ref) cli.sys.out('Using default tag: latest\n');
    return startPull(cli);
  },
  on: (cli, wait, event) => {
    const reason = pulled(cli, wait, event);
    if (reason === null) return event.type === 'signal' ? 130 : wait;
    daemonError(cli, reason);
    return 1;
  },
};

export const rmi = simple('rmi', SOME, 20_000, (cli) => {
  const { sys, d } = cli;
  let status = 0;
  for (const ref of cli.args) {
    const image = findImage(d.engine.images, ref);
    const refusal = image === null ? `No such image: ${withTag(ref)}` : inUse(cli, ref, image);
    if (image === null || refusal !== null) {
      daemonError(cli, refusal ?? '');
      status = 1;
      continue;
    }
    delete d.engine.images[`${image.repository}:${image.tag}`];
    sys.out(`Untagged: ${image.repository}:${image.tag}\nDeleted: ${image.id}\n`);
  }
  return status;
});

function inUse(cli: Cli, ref: string, image: Image): string | null {
  const user = containersOf(cli.d.engine).find((container) => container.config.imageId === image.id);
  if (user === undefined) return null;
  return `conflict: unable to remove repository reference "${ref}" (must force) - container ${shortId(user.id)} is using its referenced image ${shortId(image.id.slice('sha256:'.length))}`;
}

export const tag = simple('tag', TWO, 10_000, (cli) => {
  const { d } = cli;
  const [source = '', target = ''] = cli.args;
  const image = findImage(d.engine.images, source);
  if (image === null) {
    daemonError(cli, `No such image: ${withTag(source)}`);
    return 1;
  }
  const name = withTag(target);
  const colon = name.lastIndexOf(':');
  d.engine.images[name] = { ...image, repository: name.slice(0, colon), tag: name.slice(colon + 1) };
  return 0;
});
