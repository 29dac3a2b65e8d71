/** `docker network connect`, `disconnect`, `rm` and `prune`. */
import { findContainer, findNetwork } from '../engine';
import { Failure, failed } from '../failure';
import { connectContainer, connectLater, disconnectByName, disconnectContainer } from '../network-connect';
import { findKnownNetwork, swarmNetworkNamed } from '../swarm/known';
import { pruneNetworks, removeNetwork } from '../swarm/network-remove';
import { type Cli, daemonError, NONE, simple, SOME, TWO } from './command';
import { boolFlag, listFlag, mapFlag, stringFlag } from './flags';
import { pruneFilter } from './prune-filters';

function refuse(cli: Cli, message: string): number {
  daemonError(cli, message);
  return 1;
}

/** A node of a swarm asks its managers for what it does not know. */
function notKnown(ref: string): string {
  return `Could not attach to network ${ref}: rpc error: code = NotFound desc = network ${ref} not found`;
}

/** The container is looked for first, then the network. */
export const networkConnect = simple('network connect', TWO, 60_000, (cli) => {
  const { sys, d, flags } = cli;
  const [networkRef = '', containerRef = ''] = cli.args;
  if (listFlag(flags, 'driver-opt').some((option) => option.indexOf('=') <= 0)) {
    sys.err('invalid key/value pair format in driver options\n');
    return 1;
  }
  const container = findContainer(d.engine, containerRef);
  if (container === null) return refuse(cli, `No such container: ${containerRef}`);
  const network = findKnownNetwork(d, networkRef) ?? swarmNetworkNamed(d, networkRef);
  if (network === null && d.engine.swarm !== null) return refuse(cli, notKnown(networkRef));
  const ip = stringFlag(flags, 'ip');
  const request = {
    ipv4: ip === '' ? null : ip,
    aliases: listFlag(flags, 'alias'),
    links: listFlag(flags, 'link'),
    driverOptions: mapFlag(flags, 'driver-opt'),
    gatewayPriority: Number(stringFlag(flags, 'gw-priority', '0')),
  };
  const outcome =
    network === null ? connectLater(container, networkRef, request) : connectContainer(d, container, network, request);
  return failed(outcome) ? refuse(cli, outcome.message) : 0;
});

export const networkDisconnect = simple('network disconnect', TWO, 60_000, (cli) => {
  const { d, flags } = cli;
  const [networkRef = '', containerRef = ''] = cli.args;
  const force = boolFlag(flags, 'force');
  const network = findNetwork(d.engine, networkRef);
  const container = findContainer(d.engine, containerRef);
  if (container !== null) {
    const outcome = disconnectContainer(d, container, networkRef, network, force);
    return failed(outcome) ? refuse(cli, outcome.message) : 0;
  }
  if (!force) return refuse(cli, `No such container: ${containerRef}`);
  if (network === null) return refuse(cli, `network ${networkRef} not found`);
  const outcome = disconnectByName(d, containerRef, network);
  return failed(outcome) ? refuse(cli, outcome.message) : 0;
});

/** Where one of them cannot be removed, the client adds a line of its own. */
export const networkRm = simple('network rm', SOME, 80_000, (cli) => {
  const { sys, d, flags } = cli;
  let status = 0;
  for (const ref of cli.args) {
    const network = findKnownNetwork(d, ref);
    if (network === null && boolFlag(flags, 'force')) continue;
    if (network?.ingress === true && !agreed(cli, INGRESS)) continue;
    const outcome = network === null ? new Failure('NotFound', `network ${ref} not found`) : removeNetwork(d, network);
    if (!failed(outcome)) {
      sys.out(`${ref}\n`);
      continue;
    }
    daemonError(cli, outcome.message);
    status = 1;
  }
  if (status !== 0) sys.err('exit status 1\n');
  return status;
});

const INGRESS =
  'WARNING! Before removing the routing-mesh network, make sure all the nodes in your swarm run the same docker engine version. Otherwise, removal may not be effective and functionality of newly create ingress networks will be impaired.\nAre you sure you want to continue? [y/N] ';

/** Whether the user agrees by typing y. */
function agreed({ sys }: Cli, warning: string): boolean {
  sys.out(warning);
  if (/^y/i.test(sys.read().text.trim())) return true;
  sys.out('\n');
  return false;
}

const WARNING =
  'WARNING! This will remove all custom networks not used by at least one container.\nAre you sure you want to continue? [y/N] ';

export const networkPrune = simple('network prune', NONE, 80_000, (cli) => {
  if (!boolFlag(cli.flags, 'force') && !agreed(cli, WARNING)) return 0;
  const wanted = pruneFilter(cli);
  if (failed(wanted)) return refuse(cli, wanted.message);
  const gone = pruneNetworks(cli.d, wanted);
  if (gone.length > 0) cli.sys.out(`Deleted Networks:\n${gone.map((name) => `${name}\n`).join('')}\n`);
  return 0;
});
