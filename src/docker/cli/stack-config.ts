/** `docker stack config`: the files merged, in one form (cli `command/stack/config.go`). */
import {
  entriesOf,
  entry,
  field,
  itemsOf,
  list,
  map,
  mapField,
  type MapNode,
  type Position,
  scalar,
  textOf,
  type TreeNode,
  withField,
} from '../compose/file/tree';
import { toYaml } from '../compose/model/emit';
import { orderedMap } from '../compose/model/order';
import { NONE, simple } from './command';
import { stackFileOf } from './stack-deploy';

/** Elements that version 3 writes otherwise than compose does. */
const FORMS: Readonly<Record<string, (node: TreeNode) => TreeNode>> = {
  depends_on: (node) =>
    list(
      entriesOf(node).map(({ key, keyAt }) => scalar(key, keyAt)),
      node.at,
    ),
  ports: (node) =>
    list(
      itemsOf(node).map((port) =>
        port.kind === 'map' ? mapField(port, 'published', (number) => scalar(Number(textOf(number)), number.at)) : port,
      ),
      node.at,
    ),
};

export const stackConfig = simple('stack config', NONE, 20_000, (cli) => {
  const file = stackFileOf(cli);
  if (typeof file === 'string') {
    cli.sys.err(`${file}\n`);
    return 1;
  }
  const version = file.version === '' ? '3.13' : file.version;
  const start = file.tree.at;
  cli.sys.out(toYaml(spelled(file.tree, version, start)));
  return 0;
});

function spelled(tree: MapNode, version: string, at: Position): MapNode {
  const { entries } = deep(orderedMap(tree), []);
  return map([{ key: 'version', keyAt: at, value: scalar(version, at) }, ...entries], at);
}

/** Names that stand for nothing are an empty mapping; what is external has a name. */
function deep(node: MapNode, path: readonly string[]): MapNode {
  let tree = node;
  for (const { key, value } of node.entries) {
    const nothing = value.kind === 'scalar' && value.value === null;
    const resource = path.length === 1 && path[0] !== 'services';
    const foreign = resource && textOf(field(value, 'external')) === 'true' && field(value, 'name') === null;
    const form = path.length === 2 && path[0] === 'services' ? FORMS[key] : undefined;
    const whole = value.kind === 'map' ? deep(value, [...path, key]) : value;
    const inside =
      foreign && whole.kind === 'map'
        ? { ...whole, entries: [entry('name', scalar(key, value.at)), ...whole.entries] }
        : whole;
    const changed = form !== undefined ? form(value) : nothing && resource ? map([], value.at) : inside;
    tree = withField(tree, key, changed);
  }
  return tree;
}
