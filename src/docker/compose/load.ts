/** From the files of a project to the project: the whole of compose's loading (compose-go `loader`). */
import { readLayers } from './file/layer';
import { ComposeError, complain, type Problem } from './file/problem';
import { substitute } from './file/template';
import { type Entry, entriesOf, field, itemsOf, map, type MapNode, textOf, withField } from './file/tree';
import { readYaml } from './file/yaml';
import { checkConsistency } from './model/consistency';
import { ignoredIn } from './model/ignored';
import { nameComplaint, nameOfDirectory, normalizeName } from './model/name';
import { normalize } from './model/normalize';
import { orderedMap } from './model/order';
import type { Project } from './model/project';
import { readNetwork, readService } from './model/read';

export interface LoadRequest {
  /** Absolute paths; later files are laid over earlier ones. */
  readonly files: readonly string[];
  readonly directory: string;
  /** As given by hand; '' where the files or the directory say. */
  readonly name: string;
  readonly profiles: readonly string[];
  /** Variables of the shell and of `.env`. */
  readonly environment: Readonly<Record<string, string>>;
  /** The text of a file; null where there is none. */
  readonly read: (path: string) => string | null;
  /** Services that are asked for by name take part, whatever their profiles. */
  readonly wanted?: readonly string[];
  /** Only they, and what they depend on, are in the project. */
  readonly alone?: boolean;
}

export type Loaded =
  | { readonly ok: true; readonly project: Project }
  | { readonly ok: false; readonly problems: readonly Problem[]; readonly warnings: readonly string[] };

/** The project, or everything that is wrong with its files, what compose would name first. */
export function loadProject(request: LoadRequest): Loaded {
  const warnings: string[] = [];
  try {
    return { ok: true, project: load(request, warnings) };
  } catch (error) {
    if (error instanceof ComposeError) return { ok: false, problems: error.problems, warnings };
    throw error;
  }
}

function load(request: LoadRequest, warnings: string[]): Project {
  const { files, directory, read } = request;
  const name = projectName(request);
  if (name === '') throw complain({ file: files[0] ?? '', line: 1, column: 1 }, 'project name must not be empty');
  const environment = { ...request.environment, COMPOSE_PROJECT_NAME: name };
  const warn = (sentence: string) => warnings.push(sentence);
  const reading = { read, environment, warn };
  const merged = normalize(readLayers(files, directory, reading), name, reading);
  const all = [...entriesOf(field(merged, 'services'))].sort((a, b) => (a.key < b.key ? -1 : 1));
  const enabled = all.filter((service) => takesPart(service, request));
  checkConsistency(merged, enabled);
  const services = request.alone ? withWhatTheyNeed(enabled, request.wanted ?? []) : enabled;
  const tree = usedAlone(merged, services);
  return {
    name,
    directory,
    files,
    services: services.map(readService),
    profiles: profilesOf(all),
    disabled: all.filter((service) => !services.includes(service)).map(({ key }) => key),
    networks: entriesOf(field(tree, 'networks')).map(readNetwork),
    ignored: ignoredIn(services),
    warnings,
    canonical: orderedMap(tree),
  };
}

/** The names of all profiles. */
function profilesOf(services: readonly Entry[]): string[] {
  const named = services.flatMap(({ value }) => itemsOf(field(value, 'profiles')).map((item) => textOf(item) ?? ''));
  return [...new Set(named)].sort();
}

/** The services asked for and all that they depend on; all where none is asked for. */
function withWhatTheyNeed(services: readonly Entry[], wanted: readonly string[]): readonly Entry[] {
  if (wanted.length === 0) return services;
  const kept = new Set<string>();
  const visit = (name: string): void => {
    const service = services.find(({ key }) => key === name);
    if (service === undefined || kept.has(name)) return;
    kept.add(name);
    for (const { key } of entriesOf(field(service.value, 'depends_on'))) visit(key);
  };
  wanted.forEach(visit);
  return services.filter(({ key }) => kept.has(key));
}

function takesPart({ key, value }: Entry, { profiles, wanted = [] }: LoadRequest): boolean {
  const own = itemsOf(field(value, 'profiles')).map((profile) => textOf(profile) ?? '');
  return (
    own.length === 0 ||
    wanted.includes(key) ||
    profiles.includes('*') ||
    own.some((profile) => profiles.includes(profile))
  );
}

/** The tree with the services that take part, and of networks, volumes and the like those that they use. */
function usedAlone(tree: MapNode, services: readonly Entry[]): MapNode {
  const uses: Readonly<Record<string, (service: Entry) => readonly string[]>> = {
    networks: ({ value }) => entriesOf(field(value, 'networks')).map(({ key }) => key),
    volumes: ({ value }) => itemsOf(field(value, 'volumes')).map((volume) => textOf(field(volume, 'source')) ?? ''),
    secrets: ({ value }) => itemsOf(field(value, 'secrets')).map((secret) => textOf(field(secret, 'source')) ?? ''),
    configs: ({ value }) => itemsOf(field(value, 'configs')).map((config) => textOf(field(config, 'source')) ?? ''),
  };
  let whole = withField(tree, 'services', map(services, field(tree, 'services')?.at ?? tree.at));
  for (const [kind, usesOf] of Object.entries(uses)) {
    const resources = field(whole, kind);
    if (resources === null) continue;
    const used = new Set(services.flatMap(usesOf));
    const kept = entriesOf(resources).filter(({ key }) => used.has(key));
    whole =
      kept.length > 0
        ? withField(whole, kind, map(kept, resources.at))
        : { ...whole, entries: whole.entries.filter(({ key }) => key !== kind) };
  }
  return whole;
}

/** By hand, by COMPOSE_PROJECT_NAME, by the last file that says one, or the directory's. */
function projectName({ name, files, directory, environment, read }: LoadRequest): string {
  const given = name !== '' ? name : (environment['COMPOSE_PROJECT_NAME'] ?? '');
  if (given !== '') {
    const wrong = nameComplaint(given);
    if (wrong !== null) throw complain({ file: files[0] ?? '', line: 1, column: 1 }, wrong);
    return given;
  }
  const named = files.flatMap((file) =>
    readYaml(file, read(file) ?? '').map((document) => textOf(field(document, 'name')) ?? ''),
  );
  const last = named.filter((text) => text !== '').pop() ?? '';
  const substituted = substitute(
    last,
    (variable) => environment[variable],
    () => undefined,
  );
  const written = substituted.ok ? normalizeName(substituted.text) : '';
  return written === '' ? nameOfDirectory(directory) : written;
}
