/** `docker compose config`: the files checked, merged, and printed in one form (compose `cmd/compose/config.go`). */
import { boolFlag, hasFlag, stringFlag } from '../../cli/flags';
import { tabulate } from '../../cli/table';
import { variablesIn } from '../file/variables';
import { readYaml } from '../file/yaml';
import { field, map, mapField, type MapNode, type Position, scalar, type TreeNode, withField } from '../file/tree';
import { toJsonIndented, toYaml } from '../model/emit';
import { spelledDeploy } from '../model/hash';
import { orderedMap } from '../model/order';
import type { Project } from '../model/project';
import { imageOf } from '../run/request';
import { type Command, command, type Context, refuse } from './command';
import { findFiles } from './options';
import { readProject } from './project';

/** With what compose leaves out of YAML and not of JSON: commands that nobody gave, and an empty IPAM. */
function spelledOut(tree: MapNode): MapNode {
  const add = (key: string, value: (at: Position) => TreeNode) => (node: TreeNode) =>
    node.kind === 'map' && field(node, key) === null ? withField(node, key, value(node.at)) : node;
  const nothing = (at: Position) => scalar(null, at);
  const each = (node: TreeNode, change: (value: TreeNode) => TreeNode): TreeNode =>
    node.kind === 'map'
      ? { ...node, entries: node.entries.map((one) => ({ ...one, value: change(one.value) })) }
      : node;
  const services = mapField(tree, 'services', (all) =>
    each(all, (one) => {
      const told = one.kind === 'map' ? mapField(one, 'deploy', spelledDeploy) : one;
      return add('command', nothing)(add('entrypoint', nothing)(told));
    }),
  );
  const whole = mapField(services, 'networks', (all) =>
    each(
      all,
      add('ipam', (at) => map([], at)),
    ),
  );
  const { entries } = orderedMap(whole);
  return { ...whole, entries: [...entries].sort((a, b) => (a.key < b.key ? -1 : 1)) };
}

/** What is printed one a line, by flag. */
const LISTS: Readonly<Record<string, (project: Project) => readonly string[]>> = {
  services: ({ services }) => services.map(({ name }) => name),
  volumes: ({ canonical }) =>
    canonical.entries.flatMap(({ key, value }) =>
      key === 'volumes' && value.kind === 'map' ? value.entries.map((each) => each.key) : [],
    ),
  networks: ({ networks }) => networks.map(({ key }) => key).sort(),
  profiles: ({ profiles }) => profiles,
  images: (project) => project.services.map((service) => imageOf(project, service)),
};

/** The least width of a column of compose's own tables. */
const WIDTH = 20;

/** `--variables`: in a table, whatever their values. */
function variables(context: Context): number {
  const { sys, options } = context;
  const found = findFiles(sys, options);
  if (found === null) return refuse(context, 'no configuration file provided: not found');
  const documents = found.files.flatMap((file) => readYaml(file, sys.readFile(file) ?? ''));
  const rows = variablesIn(...documents).map(({ name, required, otherwise, instead }) => [
    name,
    String(required),
    otherwise,
    instead,
  ]);
  sys.out(tabulate([['NAME', 'REQUIRED', 'DEFAULT VALUE', 'ALTERNATE VALUE'], ...rows], WIDTH));
  return 0;
}

export const config: Command = command('config', (context) => {
  const { sys, flags, args } = context;
  if (boolFlag(flags, 'variables')) return variables(context);
  const whole = hasFlag(flags, 'hash') || ['services', 'volumes', 'networks'].some((name) => boolFlag(flags, name));
  const project = readProject(context, args, !whole);
  if (typeof project === 'number') return project;
  const format = stringFlag(flags, 'format', 'yaml');
  if (boolFlag(flags, 'quiet')) return 0;
  const list = Object.keys(LISTS).find((name) => boolFlag(flags, name));
  if (list !== undefined) {
    sys.out((LISTS[list]?.(project) ?? []).map((line) => `${line}\n`).join(''));
    return 0;
  }
  if (hasFlag(flags, 'hash')) {
    const wanted = stringFlag(flags, 'hash');
    const unknown =
      wanted === '*'
        ? undefined
        : wanted.split(',').find((name) => !project.services.some((service) => service.name === name));
    if (unknown !== undefined) return refuse(context, `no such service: ${unknown}: not found`);
    const hashed = project.services.filter(({ name }) => wanted === '*' || wanted.split(',').includes(name));
    sys.out(hashed.map(({ name, hash }) => `${name} ${hash}\n`).join(''));
    return 0;
  }
  if (format !== 'yaml' && format !== 'json') return refuse(context, `unsupported format ${JSON.stringify(format)}`);
  sys.out(format === 'json' ? toJsonIndented(spelledOut(project.canonical)) : toYaml(project.canonical));
  return 0;
});
