/** The compose files of the Docker hosts as the editor sees them: what lies in its working directory, what compose says to it, what may be written. */
import { parseDotenv } from '../docker/compose/file/dotenv';
import { composeOrigin } from '../docker/compose/origin';
import { parse, type Problem } from '../docker/compose/parse';
import { ignoredBy } from '../docker/compose/run/probed';
import { type Completions, completionsAt, shapeAt } from '../docker/compose/schema/complete';
import { KNOWN_NAMES } from '../docker/container/catalogue';
import { LOCAL_NAMES } from '../docker/container/image';
import { containersOf, networksOf } from '../docker/engine';
import { get } from '../sim/table';
import { baseName, directoryOf, resolvePath } from '../userland/path';
import { programs } from '../lab/programs';
import type { World } from '../lab/world';

export interface FileView {
  readonly path: string;
  readonly text: string;
}

export interface HostFiles {
  readonly machine: string;
  /** Where the host's terminal stands. */
  readonly directory: string;
  readonly files: readonly FileView[];
}

export interface DirectoryView {
  /** The Docker hosts, the first one first. */
  readonly hosts: readonly HostFiles[];
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

/** Machines that have the docker command. */
const HOST = /^host\d*$/;
const HOME = '/root';
const OVERRIDE = /^((?:docker-)?compose)\.override\.ya?ml$/;

function filesOf(world: World, machine: string): Readonly<Record<string, string>> {
  return get(world.roots, world.machines[machine]?.root ?? '')?.files ?? {};
}

/** Files that compose made something of. */
function composedFiles(world: World, machine: string): Set<string> {
  const engine = world.engines[world.machines[machine]?.docker ?? machine];
  const made = engine === undefined ? [] : [...containersOf(engine), ...networksOf(engine)];
  return new Set(made.flatMap(({ origin }) => composeOrigin(origin)?.file ?? []));
}

/** The files that lie in the working directory itself, and those that compose made something of. */
function hostFiles(world: World, machine: string): HostFiles {
  const directory = world.script.directories[machine] ?? HOME;
  const composed = composedFiles(world, machine);
  const files = Object.entries(filesOf(world, machine))
    .filter(([path]) => !path.endsWith('/') && (directoryOf(path) === directory || composed.has(path)))
    .map(([path, text]) => ({ path, text }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  return { machine, directory, files };
}

/** What every Docker host has. */
export function directoryView(world: World): DirectoryView {
  const hosts = Object.keys(world.machines).filter((name) => HOST.test(name));
  return { hosts: hosts.sort().map((machine) => hostFiles(world, machine)) };
}

/** Where a file lies: its machine and its path, as one word: `host2/root/compose.yaml`. */
function splitPlace(place: string): { readonly machine: string; readonly path: string } {
  const at = place.indexOf('/');
  return { machine: place.slice(0, at), path: place.slice(at) };
}

/** What compose says to a file on its host, with what is being written there; an override is read over the file that it belongs to. */
export function checkCompose(world: World, place: string, drafts: Readonly<Record<string, string>>): ComposeCheck {
  const { machine, path } = splitPlace(place);
  const drafted = Object.entries(drafts).map(([at, text]) => ({ ...splitPlace(at), text }));
  const own = drafted.filter((draft) => draft.machine === machine).map((draft) => [draft.path, draft.text] as const);
  const files: Record<string, string> = { ...filesOf(world, machine), ...Object.fromEntries(own) };
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
  const images = world.engines[world.machines[machine]?.docker ?? machine]?.images ?? {};
  const ignored = ignoredBy(parsed.project, { images, has: (name) => programs.has(baseName(name)) });
  return {
    problems: [],
    warnings: parsed.project.warnings,
    ignored: ignored.map(({ element, services }) => ({ element, services })),
  };
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
