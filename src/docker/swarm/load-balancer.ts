/** The sandbox that a node has for each overlay network it is on (libnetwork `network.createLoadBalancerSandbox`), and the one for the ingress network. */
import type { Prefix } from '../../base/ipv4';
import { get, values } from '../../sim/table';
import type { Daemon } from '../daemon';
import { failed, type Outcome } from '../failure';
import { joinEndpoint, leaveEndpoint } from '../join';
import {
  createSandbox,
  deleteNamespace,
  deleteSandbox,
  gatewayEndpoint,
  attachedTo,
  nextInterfaceName,
  setDefaultRoute,
} from '../namespace';
import type { Network } from '../network';
import type { Sandbox } from '../sandbox';
import { joinWayOut } from './gateway-bridge';

const INGRESS_OWNER = 'ingress-sbox';
const INGRESS_KEY = 'ingress_sbox';

/** Who inspect names as its container: `lb-NETWORK`, or `ingress-sbox`. */
function ownerOf(network: Network): string {
  return network.ingress ? INGRESS_OWNER : `lb-${network.name}`;
}

/** The load balancer's sandbox of a network on this node, or null. */
export function loadBalancerOf(d: Daemon, network: Network): Sandbox | null {
  const key = keyOf(network);
  return [...values(d.engine.sandboxes)].find((sandbox) => sandbox.key === key) ?? null;
}

function keyOf(network: Network): string {
  return network.ingress ? INGRESS_KEY : `lb_${network.id.slice(0, 9)}`;
}

/** Makes it, an endpoint on the network in it; that of the ingress network has a way out. */
export function createLoadBalancer(d: Daemon, network: Network, address: Prefix): Outcome<Sandbox> {
  const { machine } = d.engine;
  const owner = ownerOf(network);
  const name = network.ingress ? `${machine}-ingress` : `${machine}-lb-${network.name}`;
  const sandbox = createSandbox(d, { id: owner, name }, keyOf(network));
  const endpoint = joinEndpoint(
    d,
    sandbox,
    network,
    {
      name: `${network.name}-endpoint`,
      container: owner,
      mac: null,
      address,
      gateway: null,
      gatewayPriority: 0,
      names: [],
      links: {},
      exposed: [],
      wayOut: false,
    },
    nextInterfaceName(d, sandbox),
  );
  if (failed(endpoint)) return endpoint;
  if (!network.ingress) return sandbox;
  const out = joinWayOut(d, sandbox, { id: owner, key: owner, exposed: [] });
  if (failed(out)) return out;
  const gateway = gatewayEndpoint(d.engine, sandbox);
  sandbox.gateway = gateway?.endpoint.id ?? null;
  setDefaultRoute(d, sandbox, gateway?.endpoint ?? null);
  return sandbox;
}

export function deleteLoadBalancer(d: Daemon, network: Network): void {
  const sandbox = loadBalancerOf(d, network);
  if (sandbox === null) return;
  for (const { endpoint } of attachedTo(d.engine, sandbox).reverse()) leaveEndpoint(d, sandbox, endpoint);
  deleteNamespace(d, sandbox.ns);
  if (get(d.engine.sandboxes, sandbox.id) !== undefined) deleteSandbox(d, sandbox);
}
