/** Whether the parts of a project fit together (compose-go `loader/validate.go`, `graph`). */
import { complain, ComposeError, type Problem, problemAt } from '../file/problem';
import {
  type Entry,
  entriesOf,
  field,
  itemsOf,
  type MapNode,
  type Position,
  textOf,
  type TreeNode,
} from '../file/tree';

const INVALID = 'invalid compose project';

/** Ends with everything that does not fit; of the services, only those that take part are looked at. */
export function checkConsistency(tree: MapNode, services: readonly Entry[]): void {
  const problems = services.flatMap((service) => checkService(service, tree, services));
  problems.push(...checkFiles(tree));
  if (problems.length > 0) throw new ComposeError(...problems);
  checkCycles(services);
}

function checkService(
  { key: name, value: service, keyAt }: Entry,
  tree: MapNode,
  services: readonly Entry[],
): Problem[] {
  const problems: Problem[] = [];
  const complaint = (at: Position, sentence: string) => problems.push(problemAt(at, `${sentence}: ${INVALID}`));
  const has = (kind: string, key: string) => field(field(tree, kind), key) !== null;
  if (
    (textOf(field(service, 'image')) ?? '') === '' &&
    field(service, 'build') === null &&
    field(service, 'provider') === null
  ) {
    complaint(keyAt, `service "${name}" has neither an image nor a build context specified`);
  }
  const mode = field(service, 'network_mode');
  const networks = entriesOf(field(service, 'networks'));
  if (mode !== null && networks.length > 0)
    complaint(mode.at, `service ${name} declares mutually exclusive \`network_mode\` and \`networks\``);
  for (const { key, keyAt: at } of networks)
    if (!has('networks', key)) complaint(at, `service "${name}" refers to undefined network ${key}`);
  for (const dependency of entriesOf(field(service, 'depends_on'))) {
    const known = services.some(({ key }) => key === dependency.key);
    if (!known && isTrue(field(dependency.value, 'required')))
      complaint(dependency.keyAt, `service "${name}" depends on undefined service "${dependency.key}"`);
  }
  for (const volume of itemsOf(field(service, 'volumes'))) {
    const source = textOf(field(volume, 'source')) ?? '';
    if (textOf(field(volume, 'type')) === 'volume' && source !== '' && !has('volumes', source))
      complaint(volume.at, `service "${name}" refers to undefined volume ${source}`);
  }
  for (const [kind, word] of [
    ['secrets', 'secret'],
    ['configs', 'config'],
  ] as const) {
    for (const reference of itemsOf(field(service, kind))) {
      const source = textOf(field(reference, 'source')) ?? '';
      if (!has(kind, source)) complaint(reference.at, `service "${name}" refers to undefined ${word} ${source}`);
    }
  }
  problems.push(...checkScale(name, service));
  return problems;
}

function isTrue(node: TreeNode | null): boolean {
  return node?.kind === 'scalar' && node.value === true;
}

function numberOf(node: TreeNode | null): number | null {
  return node?.kind === 'scalar' && typeof node.value === 'number' ? node.value : null;
}

function checkScale(name: string, service: TreeNode): Problem[] {
  const scaleNode = field(service, 'scale');
  const replicasNode = field(field(service, 'deploy'), 'replicas');
  const [scale, replicas] = [numberOf(scaleNode), numberOf(replicasNode)];
  const node = scaleNode ?? replicasNode;
  if (node === null) return [];
  for (const [key, value] of [
    ['scale', scale],
    ['deploy.replicas', replicas],
  ] as const) {
    if (value !== null && value < 0)
      return [problemAt(node.at, `services.${name}.${key}: must be greater than or equal to 0`)];
  }
  if (scale !== null && replicas !== null && scale !== replicas) {
    return [
      problemAt(node.at, `services.${name}: can't set distinct values on 'scale' and 'deploy.replicas': ${INVALID}`),
    ];
  }
  const named = field(service, 'container_name');
  if (named === null || (scale ?? replicas ?? 1) <= 1) return [];
  return [
    problemAt(
      named.at,
      `services.deploy.replicas: can't set container_name and ${name} as container name must be unique: ${INVALID}`,
    ),
  ];
}

function checkFiles(tree: MapNode): Problem[] {
  const problems: Problem[] = [];
  for (const [kind, keys] of [
    ['secrets', ['file', 'environment']],
    ['configs', ['file', 'environment', 'content']],
  ] as const) {
    for (const { key, value, keyAt } of entriesOf(field(tree, kind))) {
      const given = keys.filter((name) => field(value, name) !== null);
      const elsewhere = field(value, 'external') !== null || field(value, 'driver') !== null;
      if (given.length > 1)
        problems.push(problemAt(keyAt, `${kind}.${key}: ${keys.join('|')} attributes are mutually exclusive`));
      if (given.length === 0 && !elsewhere)
        problems.push(problemAt(keyAt, `${kind}.${key}: one of ${keys.join('|')} must be set`));
    }
  }
  return problems;
}

/** Follows dependencies until they come back. */
function checkCycles(services: readonly Entry[]): void {
  const sorted = [...services].sort((a, b) => (a.key < b.key ? -1 : 1));
  const done = new Set<string>();
  const visit = (name: string, path: readonly string[]): void => {
    const service = services.find(({ key }) => key === name);
    if (service === undefined || done.has(name)) return;
    for (const dependency of entriesOf(field(service.value, 'depends_on'))) {
      const way = [...path, name];
      const again = way.indexOf(dependency.key);
      if (again >= 0)
        throw complain(
          dependency.keyAt,
          `dependency cycle detected: ${[...way.slice(again), dependency.key].join(' -> ')}`,
        );
      visit(dependency.key, way);
    }
    done.add(name);
  };
  for (const { key } of sorted) visit(key, []);
}
