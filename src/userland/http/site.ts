/** The files that an HTTP server serves. */

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
