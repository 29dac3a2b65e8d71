/** docker_gwbridge (libnetwork `default_gateway.go`): a bridge of the node's own by which sandboxes leave that have no other way out. */
import { get } from '../../sim/table';
import type { Daemon } from '../daemon';
import { OPTION } from '../drivers/bridge-options';
import { findNetwork } from '../engine';
import { failed, type Outcome } from '../failure';
import { requestAddress } from '../ipam';
import { joinEndpoint, leaveEndpoint } from '../join';
import { attachedTo, needsWayOut, wayOutInterfaceName } from '../namespace';
import type { Network } from '../network';
import { NO_FLAGS } from '../network-request';
import { newNetwork } from '../network-create';
import type { Sandbox } from '../sandbox';

const NAME = 'docker_gwbridge';

/** Joins it where the sandbox has no other gateway and needs one. `exposed` are the ports of its container. */
export function joinWayOut(
  d: Daemon,
  sandbox: Sandbox,
  owner: { readonly id: string; readonly key: string; readonly exposed: readonly string[] },
): Outcome<null> {
  const attached = attachedTo(d.engine, sandbox);
  if (!needsWayOut(attached) || attached.some(({ endpoint }) => endpoint.wayOut)) return null;
  const network = gatewayNetwork(d);
  if (failed(network)) return network;
  const { pool, gateway } = network.ipam;
  const ip = pool === null ? null : requestAddress(pool);
  const endpoint = joinEndpoint(
    d,
    sandbox,
    network,
    {
      name: `gateway_${owner.key}`,
      container: owner.id,
      mac: null,
      address: ip === null || pool === null ? null : { address: ip, length: pool.subnet.length },
      gateway,
      gatewayPriority: 0,
      names: [],
      links: {},
      exposed: owner.exposed,
      wayOut: true,
    },
    wayOutInterfaceName(d, sandbox),
  );
  return failed(endpoint) ? endpoint : null;
}

/** Leaves it where another gateway has come, or nothing needs one any more. */
export function leaveWayOut(d: Daemon, sandbox: Sandbox): void {
  const attached = attachedTo(d.engine, sandbox);
  const own = attached.find(({ endpoint }) => endpoint.wayOut);
  if (own !== undefined && !needsWayOut(attached)) leaveEndpoint(d, sandbox, own.endpoint);
}

function gatewayNetwork(d: Daemon): Outcome<Network> {
  const there = findNetwork(d.engine, NAME);
  if (there !== null) return get(d.engine.networks, there.id) ?? there;
  return newNetwork(
    d,
    {
      ...NO_FLAGS,
      name: NAME,
      driver: 'bridge',
      options: { [OPTION.bridgeName]: NAME, [OPTION.icc]: 'false', [OPTION.masquerade]: 'true' },
      origin: 'docker swarm',
    },
    null,
  );
}
