/** The editor's buttons as commands of the terminal: the file travels in the scenario as a here-document. */
import { baseName, directoryOf } from '../../../userland/path';

/** Names that `docker compose` finds by itself. */
const FOUND = /^(?:docker-)?compose(?:\.override)?\.ya?ml$/;
const COMPOSE_FILE = /\.ya?ml$/;

/** Whether compose reads it as one of its files: a `.env` is not. */
export const isComposeFile = (path: string): boolean => COMPOSE_FILE.test(path);

/** The path as one would type it in the directory. */
function shellPath(path: string, directory: string): string {
  const typed = directoryOf(path) === directory ? baseName(path) : path;
  return /^[\w./-]+$/.test(typed) ? typed : `'${typed.replaceAll("'", `'\\''`)}'`;
}

/** `cat > compose.yaml <<'EOF'` and the text; a text without its last line end gets one. */
export function writeCommand(path: string, text: string, directory: string): string {
  const lines = text.split('\n');
  let end = 'EOF';
  for (let n = 1; lines.some((line) => line.trim() === end); n++) end = `EOF${n}`;
  return `cat > ${shellPath(path, directory)} <<'${end}'\n${text}${text === '' || text.endsWith('\n') ? '' : '\n'}${end}`;
}

/** `docker compose up -d`, naming the file where compose would not find it. */
export function composeCommand(path: string, directory: string, what: 'up -d' | 'down'): string {
  const found = directoryOf(path) === directory && FOUND.test(baseName(path));
  const file = found || !isComposeFile(path) ? '' : ` -f ${shellPath(path, directory)}`;
  return `docker compose${file} ${what}`;
}

/** The command of the terminal that an origin names: the last one that has all of its words, in their order. */
export function findCommand<C extends { readonly line: string }>(origin: string, commands: readonly C[]): C | null {
  const wanted = origin.split(/\s+/);
  const found = commands.findLast(({ line }) => {
    const words = line.split(/[\s=]+/).map((word) => word.replace(/^(["'])(.*)\1$/, '$2'));
    let at = 0;
    for (const word of words) if (word === wanted[at]) at++;
    return at === wanted.length;
  });
  return found ?? null;
}
