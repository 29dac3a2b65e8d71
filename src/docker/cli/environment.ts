/** `-e` and `--env-file` as the variables of a container (cli `opts/envfile.go`, `opts/parse.go`). */
import type { Cli } from './command';
import { listFlag } from './flags';

/** `KEY=VALUE` each, those of files first; a name alone takes the client's own value, or is nothing. A sentence where a file cannot be read. */
export function environmentFlags(cli: Cli): string[] | string {
  const entries: string[] = [];
  for (const path of listFlag(cli.flags, 'env-file')) {
    const text = cli.sys.readFile(path);
    if (text === null) return `open ${path}: no such file or directory`;
    const wrong = readInto(entries, text, path);
    if (wrong !== null) return wrong;
  }
  entries.push(...listFlag(cli.flags, 'env'));
  return entries.flatMap((entry) => {
    if (entry.includes('=')) return [entry];
    const own = cli.sys.process.env[entry];
    return own === undefined ? [] : [`${entry}=${own}`];
  });
}

/** The lines of a file that are no comments; what is wrong with the first that is none. */
function readInto(entries: string[], text: string, path: string): string | null {
  for (const line of text.split('\n').map((raw) => raw.trimStart())) {
    if (line === '' || line.startsWith('#')) continue;
    const name = line.split('=')[0] ?? '';
    if (/\s/.test(name)) return `invalid env file (${path}): variable '${name}' contains whitespaces`;
    if (name === '') return `invalid env file (${path}): no variable name on line '${line}'`;
    entries.push(line);
  }
  return null;
}
