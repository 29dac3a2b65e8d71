/** One compose file as a text, for the editor: the project that it describes, or what is wrong with it and where. */
import type { Problem } from './file/problem';
import { type Loaded, loadProject } from './load';
import { nameClash } from './model/clash';

export type { Problem } from './file/problem';
export type Parsed =
  Extract<Loaded, { readonly ok: true }> | { readonly ok: false; readonly problems: readonly Problem[] };

export interface ParseOptions {
  /** Path of the file on its machine. */
  readonly file?: string;
  /** Path of the file that it is laid over, for an override. */
  readonly base?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly profiles?: readonly string[];
  /** Other files that it names: `env_file`, `extends`, `include`. */
  readonly read?: (path: string) => string | null;
}

/** Lines and columns count from 1; the messages are those that `docker compose` prints. */
export function parse(
  text: string,
  { file = '/root/compose.yaml', base, environment = {}, profiles = [], read = () => null }: ParseOptions = {},
): Parsed {
  const directory = file.slice(0, Math.max(file.lastIndexOf('/'), 1));
  const loaded = loadProject({
    files: base === undefined ? [file] : [base, file],
    directory,
    name: '',
    profiles,
    environment,
    read: (path) => (path === file ? text : read(path)),
  });
  if (!loaded.ok) return { ok: false, problems: loaded.problems };
  const clash = nameClash(loaded.project.services);
  return clash === null ? loaded : { ok: false, problems: [clash] };
}
