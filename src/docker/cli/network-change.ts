/** `docker network connect`, `disconnect`, `rm` and `prune`. */
import { deleteNetwork } from '../controller';
import { endpointsOf, findContainer, findNetwork, networksOf } from '../engine';
import { failed } from '../failure';
import { isPredefined } from '../network';
import { connectContainer, disconnectByName, disconnectContainer } from '../network-connect';
import { type Cli, daemonError, NONE, simple, SOME, TWO } from './command';
import { boolFlag, listFlag, mapFlag, stringFlag } from './flags';

function refuse(cli: Cli, message: string): number {
  daemonError(cli, message);
  return 1;
}

/** The container is looked for first, then the network. */
export const networkConnect = simple('network connect', TWO, 60_000, (cli) => {
  const { d, flags } = cli;
  const [networkRef = '', containerRef = ''] = cli.args;
  const container = findContainer(d.engine, containerRef);
  if (container === null) return refuse(cli, `No such container: ${containerRef}`);
  const network = findNetwork(d.engine, networkRef);
  if (network === null) return refuse(cli, `network ${networkRef} not found`);
  const ip = stringFlag(flags, 'ip');
  const outcome = connectContainer(d, container, network, {
    ipv4: ip === '' ? null : ip,
    aliases: listFlag(flags, 'alias'),
    links: listFlag(flags, 'link').map((link) => (link.includes(':') ? link : `${link}:${link}`)),
    driverOptions: mapFlag(flags, 'driver-opt'),
    gatewayPriority: Number(stringFlag(flags, 'gw-priority', '0')),
  });
  return failed(outcome) ? refuse(cli, outcome.message) : 0;
});

export const networkDisconnect = simple('network disconnect', TWO, 60_000, (cli) => {
  const { d, flags } = cli;
  const [networkRef = '', containerRef = ''] = cli.args;
  const force = boolFlag(flags, 'force');
  const network = findNetwork(d.engine, networkRef);
  const container = findContainer(d.engine, containerRef);
  if (container === null && !(force && network !== null)) return refuse(cli, `No such container: ${containerRef}`);
  if (network === null) return refuse(cli, `network ${networkRef} not found`);
  const outcome =
    container === null ? disconnectByName(d, containerRef, network) : disconnectContainer(d, container, network, force);
  return failed(outcome) ? refuse(cli, outcome.message) : 0;
});

/** Where one of them cannot be removed, the client adds a line of its own. */
export const networkRm = simple('network rm', SOME, 80_000, (cli) => {
  const { sys, d, flags } = cli;
  let status = 0;
  for (const ref of cli.args) {
    const network = findNetwork(d.engine, ref);
    if (network === null && boolFlag(flags, 'force')) continue;
    const refusal = network === null ? `network ${ref} not found` : removal(cli, network.id);
    if (refusal === null) {
      sys.out(`${ref}\n`);
      continue;
    }
    daemonError(cli, refusal);
    status = 1;
  }
  if (status !== 0) sys.err('exit status 1\n');
  return status;
});

function removal(cli: Cli, id: string): string | null {
  const network = findNetwork(cli.d.engine, id);
  if (network === null) return null;
  if (isPredefined(network)) return `${network.name} is a pre-defined network and cannot be removed`;
  const outcome = deleteNetwork(cli.d, network);
  return failed(outcome) ? outcome.message : null;
}

const WARNING =
  'WARNING! This will remove all custom networks not used by at least one container.\nAre you sure you want to continue? [y/N] ';

export const networkPrune = simple('network prune', NONE, 80_000, (cli) => {
  const { sys, d, flags } = cli;
  if (!boolFlag(flags, 'force')) {
    sys.out(WARNING);
    if (!/^y/i.test((sys.process.stdin ?? '').trim())) {
      sys.out('\n');
      return 1;
    }
  }
  const unused = networksOf(d.engine).filter(
    (network) => !isPredefined(network) && endpointsOf(d.engine, network).length === 0,
  );
  const deleted = unused.filter((network) => !failed(deleteNetwork(d, network)));
  if (deleted.length > 0) sys.out(`Deleted Networks:\n${deleted.map((network) => `${network.name}\n`).join('')}\n`);
  return 0;
});
