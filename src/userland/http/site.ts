/** The files that an HTTP server serves. */
import { get } from '../../sim/table';
import type { Sys } from '../program';

/** The absolute path of a request's target below `home`; null where it would leave it. */
export function pathOf(home: string, target: string): string | null {
  const parts: string[] = [];
  for (const part of decode(target.replace(/[?#].*/s, '')).split('/')) {
    if (part === '..' && parts.pop() === undefined) return null;
    if (part !== '' && part !== '.' && part !== '..') parts.push(part);
  }
  return `${home.replace(/\/+$/, '')}/${parts.join('/')}`.replace(/(.)\/$/, '$1');
}

function decode(target: string): string {
  try {
    return decodeURIComponent(target);
  } catch {
    return target;
  }
}

/** The names in a directory, folders with a slash, in order; null where there is no such directory. */
export function listDirectory(sys: Sys, path: string): string[] | null {
  const prefix = `${path.replace(/\/+$/, '')}/`;
  const names = new Set<string>();
  for (const file of Object.keys(get(sys.world.roots, sys.process.root)?.files ?? {})) {
    if (!file.startsWith(prefix)) continue;
    const [first = '', ...rest] = file.slice(prefix.length).split('/');
    names.add(rest.length > 0 ? `${first}/` : first);
  }
  return names.size === 0 ? null : [...names].sort();
}

/** Directories that every system has, though no file lies in them. */
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

export function isDirectory(sys: Sys, path: string): boolean {
  return STANDARD.has(path) || listDirectory(sys, path) !== null;
}

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html',
  htm: 'text/html',
  txt: 'text/plain',
  css: 'text/css',
  js: 'text/javascript',
  json: 'application/json',
  png: 'image/png',
  jpg: 'image/jpeg',
  gif: 'image/gif',
  svg: 'image/svg+xml',
  xml: 'text/xml',
  pdf: 'application/pdf',
};

/** What a file's name says of its content; null for a name that says nothing. */
export function mimeType(path: string): string | null {
  return TYPES[/\.([^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? ''] ?? null;
}
