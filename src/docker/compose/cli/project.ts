/** Reads the project that a command is about, and says what is wrong with it. */
import { formatTime } from '../../../userland/time';
import type { Container } from '../../container/container';
import { loadProject } from '../load';
import { ignoredSentence } from '../model/ignored';
import type { Project } from '../model/project';
import { projectContainers } from '../run/labels';
import { groundOf, ignoredBy } from '../run/probed';
import { type Scope, scopeOfLabels, scopeOfProject } from '../run/scope';
import { type Context, refuse } from './command';
import { environmentFor, findFiles } from './options';

/** `time="…" level=warning msg="…"`, as logrus writes where nobody watches. */
export function warn({ sys, d }: Context, sentence: string): void {
  const time = formatTime(d.world.clock.now).replace(/\.\d+Z$/, 'Z');
  sys.err(`time="${time}" level=warning msg=${JSON.stringify(sentence)}\n`);
}

interface Reading {
  readonly warnings: readonly string[];
  /** The project, or the sentence about what is wrong. */
  readonly outcome: Project | string;
}

/** The project of the files; nothing is said of it. */
export function loadFor({ sys, options }: Context, wanted: readonly string[], alone = false): Reading {
  const found = findFiles(sys, options);
  if (found === null) return { warnings: [], outcome: 'no configuration file provided: not found' };
  const environment = environmentFor(sys, options, found.directory);
  if (typeof environment === 'string') return { warnings: found.warnings, outcome: environment };
  const listed = (environment['COMPOSE_PROFILES'] ?? '').split(',').filter((name) => name !== '');
  let piped: string | null = null;
  const loaded = loadProject({
    files: found.files,
    directory: found.directory,
    name: options.name,
    profiles: options.profiles.length > 0 ? options.profiles : listed,
    environment,
    read: (path) => (path === '-' ? (piped ??= sys.read().text) : sys.readFile(path)),
    wanted,
    alone,
  });
  const warnings = [...found.warnings, ...(loaded.ok ? loaded.project.warnings : loaded.warnings)];
  if (!loaded.ok) return { warnings, outcome: loaded.problems[0]?.message ?? '' };
  const unknown = wanted.find((name) => !loaded.project.services.some((service) => service.name === name));
  return { warnings, outcome: unknown === undefined ? loaded.project : `no such service: ${unknown}` };
}

/** The project of the files, its warnings said; an exit status where there are none, or they are wrong. `alone`: of what is asked for. */
export function readProject(context: Context, wanted: readonly string[], alone = false): Project | number {
  const { warnings, outcome } = loadFor(context, wanted, alone);
  for (const sentence of warnings) warn(context, sentence);
  return typeof outcome === 'string' ? refuse(context, outcome) : outcome;
}

/** What a command on things that are there is about: a name alone is enough, the files say more. */
export function readScope(
  context: Context,
  wanted: readonly string[] = [],
): { readonly scope: Scope; readonly project: Project | null } | number {
  const { options, d } = context;
  if (options.name !== '' && options.files.length === 0)
    return { scope: scopeOfLabels(d, options.name), project: null };
  const project = readProject(context, wanted);
  return typeof project === 'number' ? project : { scope: scopeOfProject(project), project };
}

/** Names what nothing is done about, the first time that a project comes up. */
export function nameIgnored(context: Context, project: Project): void {
  const sentence = ignoredSentence(ignoredBy(project, groundOf(context.d)));
  if (sentence !== null && projectContainers(context.d, project.name, true).length === 0)
    context.sys.err(`hopscope: ${sentence}\n`);
}

/** Said before anything is done, where nobody asked to have them removed. */
export function warnOfOrphans(context: Context, orphans: readonly Container[]): void {
  if (orphans.length === 0) return;
  const names = orphans.map(({ name }) => name).join(' ');
  const advice =
    'If you removed or renamed this service in your compose file, you can run this command with the --remove-orphans flag to clean it up.';
  warn(context, `Found orphan containers ([${names}]) for this project. ${advice}`);
}
