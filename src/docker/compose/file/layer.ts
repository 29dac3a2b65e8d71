/** One file of a project, read: its variables replaced, its shape checked, its short forms written out, what it extends and includes taken in. */
import { canonicalFile } from '../canonical/canonical';
import { check, mostSpecific, sentence } from '../schema/check';
import { composeFile } from '../schema/file';
import { interpolate } from './interpolate';
import { merge, mergeMaps, withoutRepeats, withoutResets } from './merge';
import { complain, ComposeError, problemAt } from './problem';
import {
  entriesOf,
  field,
  itemsOf,
  map,
  type MapNode,
  type Position,
  textOf,
  type TreeNode,
  withField,
  withoutField,
} from './tree';
import { directoryOf, resolvePath } from '../../../userland/path';
import { parseDotenv } from './dotenv';
import { readYaml } from './yaml';

/** What reading needs of the world outside. */
export interface Reading {
  /** The text of a file by its absolute path; null where there is none. */
  readonly read: (path: string) => string | null;
  readonly environment: Readonly<Record<string, string>>;
  readonly warn: (sentence: string) => void;
}

/** The files laid over each other, or the complaint about the first that is wrong. */
export function readLayers(
  files: readonly string[],
  directory: string,
  reading: Reading,
  including: readonly string[] = [],
): MapNode {
  const [first] = files;
  if (first !== undefined && including.includes(first)) {
    const [outermost, ...others] = [...including, first];
    throw complain(
      { file: first, line: 1, column: 1 },
      `include cycle detected:\n${outermost}\n include ${others.join('\n include ')}`,
    );
  }
  const layers = files.flatMap((file) => readLayer(file, directory, reading, including));
  const [base, ...over] = layers;
  if (base === undefined) throw complain({ file: first ?? '', line: 1, column: 1 }, 'empty compose file');
  const merged = over.reduce((below, above) => mergeMaps(below, above, []), base);
  const tree = withoutRepeats(withoutResets(merged));
  return tree.kind === 'map' ? tree : base;
}

function readLayer(file: string, directory: string, reading: Reading, including: readonly string[]): MapNode[] {
  return documentsOf(file, directory, reading).map((document) => {
    const extended = resolveExtends(document, { file, directory, reading });
    return resolveIncludes(extended, file, directory, reading, including);
  });
}

/** The documents of a file, each checked and canonical. */
function documentsOf(file: string, directory: string, reading: Reading): MapNode[] {
  const text = reading.read(file);
  if (text === null) throw complain({ file, line: 1, column: 1 }, `open ${file}: no such file or directory`);
  return readYaml(file, text).map((document) => {
    const lookup = (name: string) => reading.environment[name];
    if (document.kind !== 'map') throw notMapping(document);
    const tree = interpolate(document, { lookup, warn: reading.warn });
    if (tree.kind !== 'map') throw notMapping(tree);
    checkShape(tree, file);
    if (field(tree, 'version') !== null) {
      reading.warn(
        `${file}: the attribute \`version\` is obsolete, it will be ignored, please remove it to avoid potential confusion`,
      );
    }
    return canonicalFile(withoutField(tree, 'version'), { directory, warn: reading.warn });
  });
}

function notMapping(node: TreeNode): ComposeError {
  const value = node.kind === 'scalar' ? `!!str \`${textOf(node) ?? ''}\`` : '!!seq';
  return complain(node.at, `yaml: unmarshal errors:\n  line ${node.at.line}: cannot unmarshal ${value} into cli.named`);
}

/** The violation that compose would name comes first, the others in the order of the file. */
function checkShape(tree: MapNode, file: string): void {
  const services = tree.entries.find(({ key }) => key === 'services');
  if (services !== undefined && services.value.kind !== 'map')
    throw complain(services.keyAt, 'services must be a mapping');
  for (const { key, value } of entriesOf(services?.value ?? null)) {
    if (value.kind === 'list' || (value.kind === 'scalar' && value.value !== null))
      throw complain(value.at, `services.${key} must be a mapping`);
  }
  const violations = check(composeFile, withoutTagged(tree), []);
  const worst = mostSpecific(violations);
  if (worst === null) return;
  const ordered = [worst, ...violations.filter((violation) => violation !== worst)];
  throw new ComposeError(
    ...ordered.map((violation) => problemAt(violation.at, `validating ${file}: ${sentence(violation)}`)),
  );
}

/** What is only there to take something away need not have its shape. */
function withoutTagged(node: MapNode): MapNode {
  const tree = withoutResets(node);
  return tree.kind === 'map' ? tree : node;
}

interface Origin {
  readonly file: string;
  readonly directory: string;
  readonly reading: Reading;
}

interface Reference {
  readonly service: string;
  readonly file: string;
}

/** Every service with the one that it extends laid under it. */
function resolveExtends(tree: MapNode, origin: Origin): MapNode {
  const services = field(tree, 'services');
  if (services?.kind !== 'map') return tree;
  const entries = services.entries.map((each) => ({
    ...each,
    value: extend(each.key, each.value, services, origin, [{ service: each.key, file: origin.file }]),
  }));
  return withField(tree, 'services', map(entries, services.at));
}

function extend(
  name: string,
  service: TreeNode,
  siblings: MapNode,
  origin: Origin,
  chain: readonly Reference[],
): TreeNode {
  const extended = field(service, 'extends');
  if (service.kind !== 'map' || extended === null) return service;
  const own = withoutField(service, 'extends');
  const baseName = textOf(extended) ?? textOf(field(extended, 'service')) ?? '';
  const elsewhere = textOf(field(extended, 'file'));
  const file = elsewhere === null ? origin.file : resolvePath(origin.directory, elsewhere);
  const step = { service: baseName, file };
  if (chain.some((before) => before.service === step.service && before.file === step.file))
    throw complain(extended.at, circle([...chain, step]));
  const inside: Origin = { ...origin, file, directory: elsewhere === null ? origin.directory : directoryOf(file) };
  const others = elsewhere === null ? siblings : servicesOf(file, inside);
  const base = field(others, baseName);
  if (base === null)
    throw complain(extended.at, `cannot extend service "${name}" in ${origin.file}: service "${baseName}" not found`);
  return merge(extend(baseName, base, others, inside, [...chain, step]), own, ['services', name]);
}

function servicesOf(file: string, { directory, reading }: Origin): MapNode {
  const services = documentsOf(file, directory, reading).map((document) => field(document, 'services'));
  return services.reduce<MapNode>(
    (all, next) => (next?.kind === 'map' ? mergeMaps(all, next, ['services']) : all),
    map([], { file, line: 1, column: 1 }),
  );
}

function circle(chain: readonly Reference[]): string {
  const lines = chain.map(({ service, file }, i) => `  ${i === 0 ? '' : 'extends '}${service} in ${file}`);
  return ['Circular reference:', ...lines].join('\n');
}

const RESOURCES = ['services', 'networks', 'volumes', 'secrets', 'configs'];

/** What `include` names, read as projects of their own and put beside what the file says itself. */
function resolveIncludes(
  tree: MapNode,
  file: string,
  directory: string,
  reading: Reading,
  including: readonly string[],
): MapNode {
  let whole = withoutField(tree, 'include');
  for (const item of itemsOf(field(tree, 'include'))) {
    const paths = pathsOf(field(item, 'path') ?? item).map((path) => resolvePath(directory, path));
    const given = textOf(field(item, 'project_directory'));
    const inside = given === null ? directoryOf(paths[0] ?? file) : resolvePath(directory, given);
    const envFiles = pathsOf(field(item, 'env_file')).map((path) => resolvePath(directory, path));
    const environment = {
      ...environmentFrom(envFiles.length > 0 ? envFiles : [`${inside}/.env`], reading),
      ...reading.environment,
    };
    whole = takeIn(whole, readLayers(paths, inside, { ...reading, environment }, [...including, file]), item.at);
  }
  return whole;
}

function pathsOf(node: TreeNode | null): string[] {
  const items: readonly (TreeNode | null)[] = node?.kind === 'list' ? node.items : [node];
  return items.map((item) => textOf(item)).filter((text) => text !== null);
}

function environmentFrom(files: readonly string[], { read, environment }: Reading): Record<string, string> {
  const variables: Record<string, string> = {};
  for (const file of files)
    Object.assign(
      variables,
      parseDotenv(read(file) ?? '', (name) => environment[name]),
    );
  return variables;
}

function takeIn(whole: MapNode, imported: MapNode, at: Position): MapNode {
  let tree = whole;
  for (const kind of RESOURCES) {
    const theirs = entriesOf(field(imported, kind));
    if (theirs.length === 0) continue;
    const ours = field(tree, kind);
    const known = entriesOf(ours);
    for (const { key, value } of theirs) {
      const same = known.find((own) => own.key === key);
      if (same !== undefined && plainly(same.value) !== plainly(value))
        throw complain(same.keyAt, `${kind}.${key} conflicts with imported resource`);
    }
    const added = theirs.filter(({ key }) => !known.some((own) => own.key === key));
    tree = withField(tree, kind, map([...known, ...added], ours?.at ?? at));
  }
  return tree;
}

/** The value without its places, for comparison. */
function plainly(node: TreeNode): string {
  if (node.kind === 'scalar') return JSON.stringify(node.value);
  if (node.kind === 'list') return `[${node.items.map(plainly).join()}]`;
  return `{${node.entries.map(({ key, value }) => `${key}:${plainly(value)}`).join()}}`;
}
