/** Containers that join an overlay network by hand (moby `daemon/cluster/networks.go`, `AttachNetwork`): a task stands for each. */
import { formatIpv4, type Ipv4, parseIpv4, type Prefix } from '../../base/ipv4';
import { get, put, remove, values } from '../../sim/table';
import type { Container, EndpointSettings } from '../container/container';
import type { Daemon } from '../daemon';
import { Failure, failed, type Outcome } from '../failure';
import type { Network } from '../network';
import { type Attachment, type Cluster, type SwarmNetwork, swarmNetworksOf } from './cluster';
import { clusterOf, nodeOf } from './member';
import { newSwarmId } from './id';
import { freeAddress, takeAddress } from './pool';
import { extendNetwork, shrinkNetwork } from './presence';

interface Attached {
  readonly network: Network;
  readonly address: Prefix;
}

/** Lets a container onto a network, by name or id: the swarm gives the address, the network comes to the node. */
function attachToNetwork(d: Daemon, container: string, ref: string, wanted: Ipv4 | null): Outcome<Attached> {
  const cluster = clusterOf(d);
  const node = nodeOf(d);
  const found = cluster === null ? undefined : findSwarmNetwork(cluster, ref);
  if (cluster === null || node === null || found === undefined)
    return notAttached(ref, 'NotFound', `network ${ref} not found`);
  if (!found.attachable) return notAttached(ref, 'PermissionDenied', `network ${ref} not manually attachable`);
  const address = takeAddress(found, wanted);
  if (failed(address)) return address;
  const network = extendNetwork(d, found);
  if (failed(network)) {
    freeAddress(found, address.address);
    return network;
  }
  const attachment: Attachment = {
    task: newSwarmId(d),
    order: cluster.nextOrder++,
    node: node.id,
    network: found.id,
    container,
    address,
  };
  put(cluster.attachments, attachment.task, attachment);
  return { network, address };
}

/** The same for a container as its settings there say; they keep the address until it leaves. */
export function attachContainer(
  d: Daemon,
  container: Container,
  ref: string,
  settings: EndpointSettings,
): Outcome<Network> {
  if (container.task !== null) return attachTask(d, container.task, ref, settings);
  const attached = attachToNetwork(d, container.id, ref, settings.ipv4 === null ? null : parseIpv4(settings.ipv4));
  if (failed(attached)) return attached;
  if (settings.ipv4 === null) settings.ipv4FromSwarm = true;
  settings.ipv4 = formatIpv4(attached.address.address);
  return attached.network;
}

/** A task brings its address along; any network will have it. */
function attachTask(d: Daemon, task: string, ref: string, settings: EndpointSettings): Outcome<Network> {
  const cluster = clusterOf(d);
  const found = cluster === null ? undefined : findSwarmNetwork(cluster, ref);
  const addresses = cluster === null ? [] : (get(cluster.tasks, task)?.addresses ?? []);
  const own = addresses.find(({ network }) => network === found?.id);
  if (found === undefined || own === undefined) return notAttached(ref, 'NotFound', `network ${ref} not found`);
  settings.ipv4 = formatIpv4(own.address.address);
  return extendNetwork(d, found);
}

function notAttached(ref: string, code: string, description: string): Failure {
  return new Failure('NotFound', `Could not attach to network ${ref}: rpc error: code = ${code} desc = ${description}`);
}

function findSwarmNetwork(cluster: Cluster, ref: string): SwarmNetwork | undefined {
  return (
    get(cluster.networks, ref) ?? swarmNetworksOf(cluster).find(({ name, id }) => name === ref || id.startsWith(ref))
  );
}

/** It has left: its address is free again, and the network leaves the node with the last one. */
export function detachFromNetwork(d: Daemon, container: string, network: Network): void {
  const cluster = clusterOf(d);
  const attachment = cluster === null ? undefined : attachmentOf(cluster, container, network.id);
  if (cluster === null || attachment === undefined) return;
  remove(cluster.attachments, attachment.task);
  const swarmNetwork = get(cluster.networks, network.id);
  if (swarmNetwork !== undefined) freeAddress(swarmNetwork, attachment.address.address);
  shrinkNetwork(d, network);
}

function attachmentOf(cluster: Cluster, container: string, network: string): Attachment | undefined {
  return [...values(cluster.attachments)].find((one) => one.container === container && one.network === network);
}

/** The task of the container that was first to join a network, or null where none has. */
export function firstAttachment(cluster: Cluster, network: string): string | null {
  const on = [...values(cluster.attachments)].filter((one) => one.network === network);
  return on.sort((a, b) => a.order - b.order)[0]?.task ?? null;
}
