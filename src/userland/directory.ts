/** Directories of a file tree: those that hold a file, those that were made, and those that every system has. */
import { get } from '../sim/table';
import { absolutePath } from './path';
import type { Sys } from './program';
import { pseudoDirectory } from './pseudo-files';

const STANDARD = new Set([
  '/',
  '/home',
  '/media',
  '/mnt',
  '/opt',
  '/root',
  '/run',
  '/srv',
  '/tmp',
  '/usr',
  '/var',
  '/var/tmp',
]);

/** The names in a directory, folders with a slash, in order; null where there is no such directory. */
export function listDirectory(sys: Sys, path: string): string[] | null {
  const whole = absolutePath(sys.process, path).replace(/\/+$/, '');
  const prefix = `${whole}/`;
  const madeUp = pseudoDirectory(sys.ns, whole);
  const names = new Set<string>(madeUp ?? []);
  let there = madeUp !== null || STANDARD.has(whole || '/');
  for (const file of Object.keys(get(sys.world.roots, sys.process.root)?.files ?? {})) {
    if (!file.startsWith(prefix)) continue;
    there = true;
    const [first = '', ...rest] = file.slice(prefix.length).split('/');
    if (first !== '') names.add(rest.length > 0 ? `${first}/` : first);
  }
  return there ? [...names].sort() : null;
}

export function isDirectory(sys: Sys, path: string): boolean {
  return listDirectory(sys, path) !== null;
}

/** A directory that is there though nothing lies in it: its path ends in a slash. */
export function makeDirectory(sys: Sys, path: string): void {
  const files = get(sys.world.roots, sys.process.root)?.files;
  if (files !== undefined) files[`${absolutePath(sys.process, path).replace(/\/+$/, '')}/`] = '';
}

/** Takes a file away, or a directory with all that is below it. */
export function removePath(sys: Sys, path: string): void {
  const files = get(sys.world.roots, sys.process.root)?.files ?? {};
  const whole = absolutePath(sys.process, path);
  for (const file of Object.keys(files)) if (file === whole || file.startsWith(`${whole}/`)) delete files[file];
}
