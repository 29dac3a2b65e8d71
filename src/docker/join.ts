/** An endpoint made and unmade, whoever it is for (libnetwork `network.CreateEndpoint`, `endpoint.Join`, `Leave`, `Delete`). */
import { get, put, remove } from '../sim/table';
import { type Daemon, newId, nextOrder } from './daemon';
import { linkByName, type Netns } from '../kernel/netns';
import { driverOf } from './drivers/registry';
import { vethName } from './drivers/veth';
import type { Endpoint } from './endpoint';
import { Failure, failed, type Outcome } from './failure';
import { contains } from '../base/ipv4';
import { releaseAddress } from './ipam';
import { netnsOf } from './namespace';
import { type Network, subnetsOf } from './network';
import type { Sandbox } from './sandbox';
import { announcePeer, withdrawPeer } from './swarm/gossip';

/** What the one who asks for it decides. */
export type EndpointRequest = Pick<
  Endpoint,
  'name' | 'container' | 'mac' | 'address' | 'gateway' | 'gatewayPriority' | 'names' | 'links' | 'exposed' | 'wayOut'
>;

/** Its interface made, named and up, its peers told. A failure leaves nothing but the request's address. */
export function joinEndpoint(
  d: Daemon,
  sandbox: Sandbox,
  network: Network,
  request: EndpointRequest,
  ifName: string,
): Outcome<Endpoint> {
  const ns = netnsOf(d, sandbox);
  const driver = driverOf(network.driver);
  if (ns === null || driver === null) return new Failure('System', `plugin "${network.driver}" not found`);
  const made: Endpoint = {
    ...request,
    id: newId(d),
    network: network.id,
    order: nextOrder(d),
    sandbox: sandbox.id,
    ifName: null,
    link: null,
    hostLink: null,
    bindings: [],
  };
  put(d.engine.endpoints, made.id, made);
  const endpoint = get(d.engine.endpoints, made.id) ?? made;
  sandbox.endpoints.push(endpoint.id);
  const joined = nameRefused(d, ns, ifName) ?? driver.join(d, network, endpoint, ns, ifName);
  if (failed(joined)) {
    leaveEndpoint(d, sandbox, endpoint);
    return joined;
  }
  if (network.scope === 'swarm') announcePeer(d, endpoint);
  return endpoint;
}

/** Why an interface that was to be moved in stays out. */
export function notAdded(link: string, reason: string): Failure {
  return new Failure('System', `failed to add interface ${link} to sandbox: ${reason}`);
}

const LONGEST_NAME = 15;

/** What the kernel says where an interface cannot be called so: `dev_valid_name`, and the length that its messages have room for. */
function nameRefused(d: Daemon, ns: Netns, ifName: string): Failure | null {
  const reason =
    ifName.length > LONGEST_NAME
      ? 'numerical result out of range'
      : /[\s/:]/.test(ifName) || ifName === '.' || ifName === '..'
        ? 'invalid argument'
        : linkByName(ns, ifName) !== null
          ? 'file exists'
          : null;
  if (reason === null) return null;
  const link = vethName(d);
  return notAdded(link, `error renaming interface "${link}" to "${ifName}": ${reason}`);
}

/** The interface goes, its address is free again, its peers forget it. */
export function leaveEndpoint(d: Daemon, sandbox: Sandbox, endpoint: Endpoint): void {
  const network = get(d.engine.networks, endpoint.network);
  const ns = netnsOf(d, sandbox);
  if (network !== undefined) {
    if (network.scope === 'swarm') withdrawPeer(d, endpoint);
    if (ns !== null) driverOf(network.driver)?.leave(d, network, endpoint, ns);
    const ip = endpoint.address?.address;
    const subnet = ip === undefined ? undefined : subnetsOf(network).find(({ pool }) => contains(pool.subnet, ip));
    if (ip !== undefined && subnet !== undefined) releaseAddress(subnet.pool, ip);
  }
  const at = sandbox.endpoints.indexOf(endpoint.id);
  if (at >= 0) sandbox.endpoints.splice(at, 1);
  if (sandbox.gateway === endpoint.id) sandbox.gateway = null;
  remove(d.engine.endpoints, endpoint.id);
}
