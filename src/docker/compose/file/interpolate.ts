/** Variables in every value of a tree, and strings read as the numbers and truths that their place wants. */
import { complain } from './problem';
import { type Lookup, substitute } from './template';
import { list, map, type Position, type Scalar, scalar, type TreeNode } from './tree';

export interface Interpolation {
  readonly lookup: Lookup;
  readonly warn: (sentence: string) => void;
}

/** The tree with its variables replaced; ends with compose's complaint where one cannot be. */
export function interpolate(node: TreeNode, how: Interpolation, path: readonly string[] = []): TreeNode {
  switch (node.kind) {
    case 'list':
      return {
        ...list(
          node.items.map((item) => interpolate(item, how, [...path, '[]'])),
          node.at,
        ),
        ...tagOf(node),
      };
    case 'map': {
      const entries = node.entries.map((entry) => ({
        ...entry,
        value: interpolate(entry.value, how, [...path, entry.key]),
      }));
      return { ...map(entries, node.at), ...tagOf(node) };
    }
    case 'scalar':
      return typeof node.value === 'string'
        ? { ...scalar(text(node.value, node.at, how, path), node.at), ...tagOf(node) }
        : node;
  }
}

function tagOf({ tag }: TreeNode): Pick<TreeNode, 'tag'> {
  return tag === undefined ? {} : { tag };
}

function text(template: string, at: Position, how: Interpolation, path: readonly string[]): Scalar {
  const where = path.join('.');
  const substituted = substitute(template, how.lookup, (name) => {
    how.warn(`The "${name}" variable is not set. Defaulting to a blank string.`);
  });
  if (substituted.ok) return cast(substituted.text, at, how, path);
  if (substituted.required !== null) throw complain(at, `error while interpolating ${where}: ${substituted.required}`);
  throw complain(
    at,
    `invalid interpolation format for ${where}.\nYou may need to escape any $ with another $.\n${template}`,
  );
}

type Type = 'bool' | 'int';

const TYPES: Readonly<Record<string, Type>> = {
  'services.*.attach': 'bool',
  'services.*.depends_on.*.required': 'bool',
  'services.*.depends_on.*.restart': 'bool',
  'services.*.deploy.replicas': 'int',
  'services.*.healthcheck.disable': 'bool',
  'services.*.healthcheck.retries': 'int',
  'services.*.init': 'bool',
  'services.*.networks.*.gw_priority': 'int',
  'services.*.networks.*.priority': 'int',
  'services.*.oom_kill_disable': 'bool',
  'services.*.ports.[].target': 'int',
  'services.*.privileged': 'bool',
  'services.*.read_only': 'bool',
  'services.*.scale': 'int',
  'services.*.stdin_open': 'bool',
  'services.*.tty': 'bool',
  'services.*.volumes.[].read_only': 'bool',
  'networks.*.attachable': 'bool',
  'networks.*.enable_ipv4': 'bool',
  'networks.*.enable_ipv6': 'bool',
  'networks.*.external': 'bool',
  'networks.*.internal': 'bool',
  'volumes.*.external': 'bool',
  'secrets.*.external': 'bool',
  'configs.*.external': 'bool',
};

const PATTERNS = Object.entries(TYPES).map(([pattern, type]) => ({ parts: pattern.split('.'), type }));

function typeAt(path: readonly string[]): Type | null {
  const found = PATTERNS.find(
    ({ parts }) => parts.length === path.length && parts.every((part, i) => part === '*' || part === path[i]),
  );
  return found?.type ?? null;
}

const YES = ['y', 'yes', 'on'];
const NO = ['n', 'no', 'off'];

function cast(value: string, at: Position, { warn }: Interpolation, path: readonly string[]): Scalar {
  const failed = (reason: string) =>
    complain(at, `error while interpolating ${path.join('.')}: failed to cast to expected type: ${reason}`);
  switch (typeAt(path)) {
    case null:
      return value;
    case 'int':
      if (/^[-+]?\d+$/.test(value)) return Number(value);
      throw failed(`strconv.Atoi: parsing ${JSON.stringify(value)}: invalid syntax`);
    case 'bool': {
      const lower = value.toLowerCase();
      if (lower === 'true' || lower === 'false') return lower === 'true';
      if (!YES.includes(lower) && !NO.includes(lower)) throw failed(`invalid boolean: ${value}`);
      warn(
        `"${value}" for boolean is not supported by YAML 1.2, please use \`${YES.includes(lower) ? 'true' : 'false'}\``,
      );
      return YES.includes(lower);
    }
  }
}
