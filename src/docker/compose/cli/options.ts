/** The options before the command, and which files, directory and name they stand for (compose `cmd/compose/compose.go`, compose-go `cli/options.go`). */
import { isDirectory } from '../../../userland/directory';
import { absolutePath, directoryOf, resolvePath } from '../../../userland/path';
import type { Sys } from '../../../userland/program';
import { listFlag, type Parsed, stringFlag } from '../../cli/flags';
import { parseDotenv } from '../file/dotenv';

export interface ProjectOptions {
  /** As given with `-f` or COMPOSE_FILE, absolute; `-` for what is piped in. */
  readonly files: readonly string[];
  readonly directory: string | null;
  readonly name: string;
  readonly profiles: readonly string[];
  readonly envFiles: readonly string[];
}

/** What the flags say. */
export function projectOptions(sys: Sys, global: Parsed): ProjectOptions {
  const { env } = sys.process;
  const given = listFlag(global, 'file');
  const files = given.length > 0 ? given : (env['COMPOSE_FILE'] ?? '').split(':').filter((path) => path !== '');
  const directory = stringFlag(global, 'project-directory');
  const profiles = listFlag(global, 'profile');
  return {
    files: files.map((path) => (path === '-' ? path : absolutePath(sys.process, path))),
    directory: directory === '' ? null : absolutePath(sys.process, directory),
    name: stringFlag(global, 'project-name') || (env['COMPOSE_PROJECT_NAME'] ?? ''),
    profiles: profiles.length > 0 ? profiles : (env['COMPOSE_PROFILES'] ?? '').split(',').filter((name) => name !== ''),
    envFiles: listFlag(global, 'env-file').map((path) => absolutePath(sys.process, path)),
  };
}

const NAMES = ['compose.yaml', 'compose.yml', 'docker-compose.yml', 'docker-compose.yaml'];
const OVERRIDES = [
  'compose.override.yml',
  'compose.override.yaml',
  'docker-compose.override.yml',
  'docker-compose.override.yaml',
];

export interface FoundFiles {
  readonly files: readonly string[];
  readonly directory: string;
  readonly warnings: readonly string[];
}

/** The files of the project: those given, or those of the usual names here or in a directory above; null where there are none. */
export function findFiles(sys: Sys, { files, directory }: ProjectOptions): FoundFiles | null {
  const here = absolutePath(sys.process, '.');
  const [first] = files;
  if (first !== undefined)
    return { files, directory: directory ?? (first === '-' ? here : directoryOf(first)), warnings: [] };
  for (let at = directory ?? here; ; at = directoryOf(at)) {
    const there = (names: readonly string[]) =>
      names.map((name) => resolvePath(at, name)).filter((path) => sys.readFile(path) !== null);
    const found = there(NAMES);
    const [chosen] = found;
    if (chosen !== undefined) {
      const warnings =
        found.length > 1
          ? [`Found multiple config files with supported names: ${found.join(', ')}`, `Using ${chosen}`]
          : [];
      return { files: [chosen, ...there(OVERRIDES).slice(0, 1)], directory: directory ?? at, warnings };
    }
    if (at === '/') return null;
  }
}

/** The shell's variables over those of `.env`; a sentence where a file that was asked for is missing. */
export function environmentFor(
  sys: Sys,
  { envFiles }: ProjectOptions,
  directory: string,
): Record<string, string> | string {
  const { env } = sys.process;
  const paths = envFiles.length > 0 ? envFiles : [resolvePath(directory, '.env')];
  const variables: Record<string, string> = {};
  for (const path of paths) {
    const text = sys.readFile(path);
    if (text === null && envFiles.length > 0)
      return isDirectory(sys, path) ? `${path} is a directory` : `couldn't find env file: ${path}`;
    Object.assign(
      variables,
      parseDotenv(text ?? '', (name) => env[name]),
    );
  }
  return { ...variables, ...env };
}
