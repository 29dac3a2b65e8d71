/** The digest by which compose sees that a service or a network has changed (compose `pkg/compose/hash.go`). */
import { sha256 } from '../../../base/sha256';
import { entry, field, map, type MapNode, mapField, scalar, type TreeNode, withoutField } from '../file/tree';
import { toJson } from './emit';
import { orderedMap } from './order';

/** What may change without a container being made anew. */
const LEFT_OUT = ['build', 'depends_on', 'profiles', 'pull_policy', 'scale', 'extends', 'attach', 'develop'];

export function serviceHash(service: MapNode): string {
  let told = LEFT_OUT.reduce(withoutField, service);
  told = mapField(told, 'deploy', (deploy) => (deploy.kind === 'map' ? withoutField(deploy, 'replicas') : deploy));
  told = mapField(told, 'deploy', spelledDeploy);
  for (const key of ['command', 'entrypoint']) {
    if (field(told, key) === null) told = { ...told, entries: [...told.entries, entry(key, scalar(null, told.at))] };
  }
  return digest(orderedMap(told, ['services', '*']));
}

/** In JSON the resources and the placement of `deploy` are written though nothing is said of them. */
export function spelledDeploy(deploy: TreeNode): TreeNode {
  if (deploy.kind !== 'map') return deploy;
  const missing = ['resources', 'placement'].filter((key) => field(deploy, key) === null);
  return { ...deploy, entries: [...deploy.entries, ...missing.map((key) => entry(key, map([], deploy.at)))] };
}

export function networkHash(network: MapNode): string {
  const ipam = field(network, 'ipam') ?? map([], network.at);
  const told = withoutField(network, 'ipam');
  return digest(orderedMap({ ...told, entries: [...told.entries, entry('ipam', ipam)] }, ['networks', '*']));
}

function digest(node: TreeNode): string {
  return sha256(new TextEncoder().encode(toJson(node)));
}
