/** YAML text as a tree with positions; what cannot be read gets go-yaml's complaint, which compose passes on. */
import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseAllDocuments,
  Scalar as YamlScalar,
} from 'yaml';
import { ComposeError, complain } from './problem';
import {
  type Entry,
  list,
  map,
  type MapNode,
  type MergeTag,
  type Position,
  type Scalar,
  scalar,
  scalarText,
  type TreeNode,
} from './tree';
import { yamlProblem } from './yaml-problem';

/** More values than a file of people holds: aliases of aliases grow without end. */
const MAX_VALUES = 50_000;
/** Deeper than anybody nests; guards the reader's own recursion. */
const MAX_DEPTH = 100;

/** The documents of a file, empty ones left out. */
export function readYaml(file: string, text: string): TreeNode[] {
  const lines = new LineCounter();
  if (nesting(text) > MAX_DEPTH) throw complain({ file, line: 1, column: 1 }, 'yaml: exceeded max depth of 10000');
  const documents = parseAllDocuments(text, {
    lineCounter: lines,
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
  });
  if ('empty' in documents) return [];
  const problems = documents.flatMap(({ errors }) =>
    errors.slice(0, 1).map((error) => yamlProblem(file, text, error, lines)),
  );
  if (problems.length > 0) throw new ComposeError(...problems);
  return documents.flatMap((document) => {
    const reader = new Reader(file, lines, document);
    return document.contents === null || isEmpty(document.contents) ? [] : [reader.node(document.contents, [])];
  });
}

function isEmpty(node: unknown): boolean {
  return isScalar(node) && node.value === null && node.source === '';
}

/** How deep brackets and indentation go at most. */
function nesting(text: string): number {
  let open = 0;
  let deepest = 0;
  for (const char of text) {
    if (char === '[' || char === '{') deepest = Math.max(deepest, ++open);
    else if (char === ']' || char === '}') open--;
  }
  return deepest;
}

const TAGS: Readonly<Record<string, MergeTag>> = { '!reset': 'reset', '!override': 'override' };

class Reader {
  private values = 0;

  constructor(
    private readonly file: string,
    private readonly lines: LineCounter,
    private readonly document: Document.Parsed | Document,
  ) {}

  private position(node: unknown): Position {
    const range = isScalar(node) || isMap(node) || isSeq(node) || isAlias(node) ? node.range : null;
    const { line, col } = this.lines.linePos(range?.[0] ?? 0);
    return { file: this.file, line, column: col };
  }

  node(node: unknown, path: readonly string[]): TreeNode {
    const at = this.position(node);
    if (++this.values > MAX_VALUES || path.length > MAX_DEPTH)
      throw complain(at, 'yaml: document contains excessive aliasing');
    if (isAlias(node)) {
      const target = node.resolve(this.document);
      if (target === undefined) throw complain(at, `yaml: unknown anchor '${node.source}' referenced`);
      return this.node(target, path);
    }
    const tag = isScalar(node) || isMap(node) || isSeq(node) ? TAGS[node.tag ?? ''] : undefined;
    const tagged = tag === undefined ? {} : { tag };
    if (isMap(node)) return { ...this.mapping(node.items, at, path), ...tagged };
    if (isSeq(node))
      return {
        ...list(
          node.items.map((item, i) => this.node(item, [...path, `[${i}]`])),
          at,
        ),
        ...tagged,
      };
    return { ...scalar(isScalar(node) ? plainValue(node) : null, at), ...tagged };
  }

  /** Its own keys first, then those that `<<` brings and it does not have. */
  private mapping(
    pairs: readonly { readonly key: unknown; readonly value: unknown }[],
    at: Position,
    path: readonly string[],
  ): MapNode {
    const entries: Entry[] = [];
    const merged: Entry[] = [];
    for (const pair of pairs) {
      const keyAt = this.position(pair.key);
      const key = keyOf(pair.key);
      if (key === '<<' && isScalar(pair.key) && pair.key.type === YamlScalar.PLAIN) {
        merged.push(...this.merged(pair.value, path));
        continue;
      }
      if (typeof key !== 'string')
        throw complain(
          keyAt,
          `non-string key ${path.length === 0 ? 'at top level' : `in ${path.join('.')}`}: ${key === null ? '<nil>' : scalarText(key)}`,
        );
      const known = entries.find((entry) => entry.key === key);
      if (known !== undefined) {
        throw complain(
          keyAt,
          `failed to parse ${this.file}: line ${keyAt.line}: mapping key ${JSON.stringify(key)} already defined at line ${known.keyAt.line}`,
        );
      }
      const value = pair.value === null ? scalar(null, keyAt) : this.node(pair.value, [...path, key]);
      entries.push({ key, keyAt, value });
    }
    for (const inherited of merged) if (!entries.some(({ key }) => key === inherited.key)) entries.push(inherited);
    return map(entries, at);
  }

  private merged(value: unknown, path: readonly string[]): readonly Entry[] {
    const node = this.node(value, path);
    if (node.kind === 'map') return node.entries;
    const sources = node.kind === 'list' ? node.items : [];
    const maps = sources.flatMap((source) => (source.kind === 'map' ? [source] : []));
    if (maps.length === sources.length && node.kind === 'list') return maps.flatMap((source) => source.entries);
    throw complain(node.at, 'yaml: map merge requires map or sequence of maps as the value');
  }
}

/** A key's value; a collection for a key is as good as none. */
function keyOf(node: unknown): Scalar {
  return isScalar(node) ? plainValue(node) : null;
}

/** YAML 1.2's values, and the octal and grouped numbers that go-yaml still takes for numbers. */
function plainValue(node: YamlScalar): Scalar {
  const { value, source, type } = node;
  if (type === YamlScalar.PLAIN && source !== undefined) {
    if (/^[-+]?0[0-7]+$/.test(source)) return parseInt(source, 8);
    if (/^[-+]?\d[\d_]*_[\d_]*$/.test(source)) return Number(source.replaceAll('_', ''));
  }
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return null;
}
