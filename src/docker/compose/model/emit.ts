/** A tree as text: the YAML that `docker compose config` prints (go-yaml's choice of quotes), and JSON as Go writes it. */
import { scalarText, type Scalar, type TreeNode } from '../file/tree';

/** Values that would be read as something else than a string. */
const OTHERWISE =
  /^(?:|~|null|Null|NULL|[yYnN]|yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF|true|True|TRUE|false|False|FALSE|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;
const NUMBER =
  /^[-+]?(?:0x[0-9a-fA-F_]+|0o?[0-7_]+|0b[01_]+|\d[\d_]*(?:\.[\d_]*)?(?:[eE][-+]?\d+)?|\.\d[\d_]*(?:[eE][-+]?\d+)?)$/;
const TIME = /^(?:\d{4}-\d\d?-\d\d?.*|[-+]?\d[\d_]*(?::[0-5]?\d)+(?:\.[\d_]*)?)$/;
/** What a plain value may not begin with, hold or end with. */
const INDICATED = /^(?:[,[\]{}#&*!|>'"%@`]|[-?:](?:\s|$)|\s)|: |:$| #|\s$/;

/** The text, a final newline included; dollars are doubled, so that it can be read again. */
export function toYaml(node: TreeNode): string {
  return block(node, 0).replace(/^\n/, '') + (node.kind === 'scalar' ? '\n' : '');
}

/** What stands behind a key or a dash: ` value`, or lines of its own. */
function block(node: TreeNode, depth: number): string {
  const pad = '  '.repeat(depth);
  switch (node.kind) {
    case 'scalar':
      return ` ${yamlScalar(node.value, depth)}\n`;
    case 'list': {
      if (node.items.length === 0) return ' []\n';
      const items = node.items.map(
        (item) =>
          `${pad}-${item.kind === 'map' && item.entries.length > 0 ? ` ${block(item, depth + 1).trimStart()}` : block(item, depth + 1)}`,
      );
      return `\n${items.join('')}`;
    }
    case 'map': {
      if (node.entries.length === 0) return ' {}\n';
      const lines = node.entries.map(({ key, value }) => `${pad}${yamlScalar(key, depth)}:${block(value, depth + 1)}`);
      return `\n${lines.join('')}`;
    }
  }
}

function yamlScalar(value: Scalar, depth: number): string {
  if (value === null) return 'null';
  return typeof value === 'string' ? yamlString(value.replaceAll('$', '$$$$'), depth) : scalarText(value);
}

function yamlString(value: string, depth: number): string {
  if (holdsControl(value)) return JSON.stringify(value);
  if (value.includes('\n')) return literal(value, depth);
  if (OTHERWISE.test(value) || NUMBER.test(value) || TIME.test(value)) return JSON.stringify(value);
  return INDICATED.test(value) ? `'${value.replaceAll("'", "''")}'` : value;
}

/** Control characters but a newline. */
function holdsControl(value: string): boolean {
  for (let at = 0; at < value.length; at++) {
    const code = value.charCodeAt(at);
    if ((code < 32 && code !== 10) || (code >= 127 && code < 160)) return true;
  }
  return false;
}

function literal(value: string, depth: number): string {
  const keep = value.endsWith('\n\n') ? '+' : value.endsWith('\n') ? '' : '-';
  const hint = /^\s/.test(value) ? '2' : '';
  const lines = value.replace(/\n$/, '').split('\n');
  return `|${hint}${keep}\n${lines.map((line) => (line === '' ? '' : '  '.repeat(depth) + line)).join('\n')}`;
}

/** Without blanks, and with what Go escapes for HTML. */
export function toJson(node: TreeNode): string {
  switch (node.kind) {
    case 'scalar':
      return jsonScalar(node.value);
    case 'list':
      return `[${node.items.map(toJson).join(',')}]`;
    case 'map':
      return `{${node.entries.map(({ key, value }) => `${jsonScalar(key)}:${toJson(value)}`).join(',')}}`;
  }
}

function jsonScalar(value: Scalar): string {
  if (typeof value === 'number') return scalarText(value);
  const escaped: Readonly<Record<string, string>> = {
    '<': '\\u003c',
    '>': '\\u003e',
    '&': '\\u0026',
    '\u2028': '\\u2028',
    '\u2029': '\\u2029',
  };
  return JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (char) => escaped[char] ?? char);
}

/** Indented by two. */
export function toJsonIndented(node: TreeNode, depth = 0): string {
  const pad = '  '.repeat(depth + 1);
  const end = '  '.repeat(depth);
  const last = depth === 0 ? '\n' : '';
  switch (node.kind) {
    case 'scalar':
      return jsonScalar(node.value);
    case 'list':
      if (node.items.length === 0) return '[]';
      return `[\n${node.items.map((item) => pad + toJsonIndented(item, depth + 1)).join(',\n')}\n${end}]`;
    case 'map': {
      if (node.entries.length === 0) return '{}';
      return `{\n${node.entries.map(({ key, value }) => `${pad}${jsonScalar(key)}: ${toJsonIndented(value, depth + 1)}`).join(',\n')}\n${end}}${last}`;
    }
  }
}
