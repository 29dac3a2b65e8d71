/** The compose files of the host as the editor sees them: what lies in its working directory, what compose says to it, what may be written. */
import { parseDotenv } from '../docker/compose/file/dotenv';
import { composeOrigin } from '../docker/compose/origin';
import { parse, type Problem } from '../docker/compose/parse';
import { type Completions, completionsAt, shapeAt } from '../docker/compose/schema/complete';
import { KNOWN_NAMES } from '../docker/container/catalogue';
import { LOCAL_NAMES } from '../docker/container/image';
import { containersOf, networksOf } from '../docker/engine';
import { get } from '../sim/table';
import { baseName, directoryOf, resolvePath } from '../userland/path';
import type { World } from '../lab/world';

export interface FileView {
  readonly path: string;
  readonly text: string;
}

export interface DirectoryView {
  /** Where the host's terminal stands. */
  readonly directory: string;
  readonly files: readonly FileView[];
}

export interface ComposeCheck {
  /** What is wrong, in compose's own words. */
  readonly problems: readonly Problem[];
  readonly warnings: readonly string[];
  /** Elements that nothing is done about, and the services that have them. */
  readonly ignored: readonly { readonly element: string; readonly services: readonly string[] }[];
}

export interface CompletionView extends Completions {
  /** What each key holds. */
  readonly shapes: Readonly<Record<string, 'map' | 'list' | 'plain'>>;
}

const MACHINE = 'host';
const HOME = '/root';
const OVERRIDE = /^((?:docker-)?compose)\.override\.ya?ml$/;

function filesOf(world: World): Readonly<Record<string, string>> {
  return get(world.roots, world.machines[MACHINE]?.root ?? '')?.files ?? {};
}

/** Files that compose made something of. */
function composedFiles(world: World): Set<string> {
  const engine = world.engines[MACHINE];
  const made = engine === undefined ? [] : [...containersOf(engine), ...networksOf(engine)];
  return new Set(made.flatMap(({ origin }) => composeOrigin(origin)?.file ?? []));
}

/** The files that lie in the working directory itself, and those that compose made something of. */
export function directoryView(world: World): DirectoryView {
  const directory = world.script.directories[MACHINE] ?? HOME;
  const composed = composedFiles(world);
  const files = Object.entries(filesOf(world))
    .filter(([path]) => !path.endsWith('/') && (directoryOf(path) === directory || composed.has(path)))
    .map(([path, text]) => ({ path, text }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  return { directory, files };
}

/** What compose says to a file; an override is read over the file that it belongs to. */
export function checkCompose(world: World, path: string, drafts: Readonly<Record<string, string>>): ComposeCheck {
  const files = { ...filesOf(world), ...drafts };
  const read = (wanted: string): string | null => (Object.hasOwn(files, wanted) ? (files[wanted] ?? null) : null);
  const directory = directoryOf(path);
  const stem = OVERRIDE.exec(baseName(path))?.[1];
  const base = ['yaml', 'yml'].map((end) => resolvePath(directory, `${stem}.${end}`)).find((at) => read(at) !== null);
  const parsed = parse(files[path] ?? '', {
    file: path,
    ...(stem === undefined || base === undefined ? {} : { base }),
    environment: {
      ...parseDotenv(read(resolvePath(directory, '.env')) ?? '', () => undefined),
      ...world.environment,
    },
    profiles: ['*'],
    read,
  });
  if (!parsed.ok) return { problems: parsed.problems, warnings: [], ignored: [] };
  const { warnings, ignored } = parsed.project;
  return { problems: [], warnings, ignored: ignored.map(({ element, services }) => ({ element, services })) };
}

/** Values that the file's form leaves open and the engine knows. */
function knownValues([section, , field]: readonly string[]): readonly string[] {
  if (section === 'networks') return field === 'driver' ? ['bridge', 'macvlan', 'ipvlan', 'overlay'] : [];
  if (field === 'image') return [...LOCAL_NAMES, ...KNOWN_NAMES].sort();
  return field === 'network_mode' ? ['bridge', 'host', 'none'] : [];
}

/** Keys and values at a path, and what each key holds. */
export function composeCompletions(path: readonly string[]): CompletionView {
  const found = completionsAt(path);
  const values = path.length === 3 ? [...found.values, ...knownValues(path)] : found.values;
  return { ...found, values, shapes: Object.fromEntries(found.keys.map((key) => [key, shapeAt([...path, key])])) };
}
