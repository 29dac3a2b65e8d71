/** `docker stack deploy` (cli `command/stack/deploy_composefile.go`, `swarm/deploy_composefile.go`). */
import { absolutePath, directoryOf } from '../../userland/path';
import { withTag } from '../container/image';
import { failed } from '../failure';
import { createNetwork } from '../network-create';
import { createService, removeService, updateService } from '../service/control';
import type { ServiceSpec } from '../service/service';
import { complaintAbout, networksOfStack, serviceOfStack, type StackNetworks } from '../stack/convert';
import { readStack, type StackFile } from '../stack/file';
import { entriesOf, field } from '../compose/file/tree';
import type { Cluster } from '../swarm/cluster';
import { findKnownNetwork } from '../swarm/known';
import { managedCluster } from '../swarm/member';
import { type Cli, ONE, simple } from './command';
import { boolFlag, hasFlag, listFlag, stringFlag } from './flags';
import { stackServicesOf } from './stack-look';

const IN_THE_BACKGROUND =
  'Since --detach=false was not specified, tasks will be created in the background.\nIn a future release, --detach=false will become the default.\n';
const NO_MANAGER =
  'this node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again';

export const stackDeploy = simple('stack deploy', ONE, 60_000, (cli) => {
  const [stack = ''] = cli.args;
  const file = stackFileOf(cli);
  if (typeof file === 'string') return refuse(cli, file);
  sayIgnored(cli, file);
  if (file.refusal !== null) return refuse(cli, file.refusal);
  if (!hasFlag(cli.flags, 'detach') && !boolFlag(cli.flags, 'quiet')) cli.sys.err(IN_THE_BACKGROUND);
  const cluster = managedCluster(cli.d);
  if (failed(cluster)) return refuse(cli, NO_MANAGER);
  const networks = networksOfStack(file.tree, stack);
  const entries = entriesOf(field(file.tree, 'services'));
  const names = entries.map(({ key }) => `${stack}_${key}`);
  if (boolFlag(cli.flags, 'prune')) prune(cli, cluster, stack, names);
  const wrong =
    withoutExternal(cli, networks) ??
    makeNetworks(cli, networks) ??
    complaintAbout(file.tree) ??
    deploy(
      cli,
      cluster,
      stack,
      entries.map((entry) => serviceOfStack(entry, stack, networks.names)),
    );
  return wrong === null ? 0 : refuse(cli, wrong);
});

function refuse(cli: Cli, sentence: string): number {
  cli.sys.err(`${sentence}\n`);
  return 1;
}

/** What `-c` names, read and merged; a sentence about what is wrong with it. */
export function stackFileOf({ sys, flags }: Cli): StackFile | string {
  const given = listFlag(flags, 'compose-file').flatMap((text) => text.split(','));
  const files = given.map((path) => (path === '-' ? path : absolutePath(sys.process, path)));
  const [first] = files;
  if (first === undefined) return 'Specify a Compose file (with --compose-file)';
  return readStack({
    files,
    directory: first === '-' ? absolutePath(sys.process, '.') : directoryOf(first),
    environment: sys.process.env,
    read: (path) => (path === '-' ? sys.read().text : sys.readFile(path)),
  });
}

function sayIgnored({ sys }: Cli, { unsupported, deprecated }: StackFile): void {
  if (unsupported.length > 0) sys.err(`Ignoring unsupported options: ${unsupported.join(', ')}\n\n`);
  if (deprecated.length > 0) sys.err(`Ignoring deprecated options:\n\n${deprecated.join('\n\n')}\n\n`);
}

/** Services of the stack that the file no longer has. */
function prune(cli: Cli, cluster: Cluster, stack: string, kept: readonly string[]): void {
  for (const service of stackServicesOf(cluster, stack)) {
    if (kept.includes(service.spec.name)) continue;
    cli.sys.err(`Removing service ${service.spec.name}\n`);
    removeService(cli.d, cluster, service);
  }
}

function withoutExternal({ d }: Cli, { external }: StackNetworks): string | null {
  for (const name of external) {
    const network = findKnownNetwork(d, name);
    if (network === null)
      return `network ${JSON.stringify(name)} is declared as external, but could not be found. You need to create a swarm-scoped network before the stack is deployed`;
    if (network.scope !== 'swarm' && network.driver !== 'host')
      return `network ${JSON.stringify(name)} is declared as external, but it is not in the right scope: ${JSON.stringify(network.scope)} instead of "swarm"`;
  }
  return null;
}

function makeNetworks({ sys, d }: Cli, { made }: StackNetworks): string | null {
  for (const request of made) {
    if (findKnownNetwork(d, request.name)?.name === request.name) continue;
    sys.out(`Creating network ${request.name}\n`);
    const network = createNetwork(d, request);
    if (failed(network))
      return `failed to create network ${request.name}: Error response from daemon: ${network.message}`;
  }
  return null;
}

function deploy(cli: Cli, cluster: Cluster, stack: string, services: readonly ServiceSpec[]): string | null {
  const { sys, d, flags } = cli;
  const present = stackServicesOf(cluster, stack);
  for (const spec of [...services].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const service = present.find((one) => one.spec.name === spec.name);
    sys.out(
      service === undefined ? `Creating service ${spec.name}\n` : `Updating service ${spec.name} (id: ${service.id})\n`,
    );
    const done =
      service === undefined
        ? createService(d, spec, `docker stack deploy ${stack}: service ${spec.name}`)
        : updateService(d, cluster, service, {
            ...spec,
            task: { ...spec.task, forceUpdate: service.spec.task.forceUpdate },
          });
    if (failed(done))
      return `failed to ${service === undefined ? 'create' : 'update'} service ${spec.name}: Error response from daemon: ${done.message}`;
    if (stringFlag(flags, 'resolve-image', 'always') !== 'never') sys.err(unresolved(withTag(spec.task.image)));
  }
  return null;
}

/** There is no registry that could be asked. */
function unresolved(image: string): string {
  return `image ${image} could not be accessed on a registry to record\nits digest. Each node will access ${image} independently,\npossibly leading to different nodes running different\nversions of the image.\n\n`;
}
