/** A file that somebody drops, pastes or chooses: hostile until it has proved to be a short text. */

/** A file has to fit into a line of a scenario. */
export const MAX_CHARACTERS = 30_000;
/** No character takes more bytes. */
const MAX_BYTES = 4 * MAX_CHARACTERS;

export type Received =
  | { readonly ok: true; readonly name: string; readonly text: string }
  | { readonly ok: false; readonly name: string; readonly error: 'file_too_big' | 'file_not_text' };

/** The text of a file, or the one thing that is wrong with it; no more of a large one is read than its size. */
export async function receive(file: Blob & { readonly name: string }): Promise<Received> {
  const name = fileName(file.name);
  if (file.size > MAX_BYTES) return { ok: false, name, error: 'file_too_big' };
  return readText(name, new Uint8Array(await file.arrayBuffer()));
}

/** Bytes as text: UTF-8 without control characters, its line ends those of Unix. */
export function readText(name: string, bytes: Uint8Array): Received {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes).replaceAll('\r\n', '\n');
  } catch {
    return { ok: false, name, error: 'file_not_text' };
  }
  if ([...text].some((character) => character < ' ' && character !== '\n' && character !== '\t'))
    return { ok: false, name, error: 'file_not_text' };
  return text.length > MAX_CHARACTERS ? { ok: false, name, error: 'file_too_big' } : { ok: true, name, text };
}

/** A name that a shell and a path can take; what has no telling name is the compose file. */
export function fileName(given: string): string {
  const name = given.replace(/^.*[\\/]/, '').replace(/[^\w.-]/g, '-');
  return /^\.+$|^$/.test(name) ? 'compose.yaml' : name.slice(0, 100);
}

/** Whether a pasted text means to be a compose file. */
export function looksLikeCompose(text: string): boolean {
  return /^(?:services|include)[ \t]*:/m.test(text) && text.includes('\n');
}
