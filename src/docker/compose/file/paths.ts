/** Paths of a machine's file system, as Go's `path/filepath` joins and cleans them. */

/** An absolute path, `.` and `..` taken out. */
export function resolvePath(directory: string, path: string): string {
  const whole = path.startsWith('/') ? path : `${directory}/${path}`;
  const parts: string[] = [];
  for (const part of whole.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

export function directoryOf(path: string): string {
  const at = path.lastIndexOf('/');
  return at <= 0 ? '/' : path.slice(0, at);
}

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
