/** Paths of a file tree, as the kernel walks them: `.` and `..` are taken out, there are no links. */
import type { Process } from './process';

/** An absolute path, whatever of it is said from where. */
export function resolvePath(directory: string, path: string): string {
  const parts: string[] = [];
  for (const part of (path.startsWith('/') ? path : `${directory}/${path}`).split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

/** What a process means by a path. */
export function absolutePath({ cwd = '/' }: Pick<Process, 'cwd'>, path: string): string {
  return resolvePath(cwd, path);
}

/** All but the last part. */
export function directoryOf(path: string): string {
  const at = path.lastIndexOf('/');
  return at <= 0 ? '/' : path.slice(0, at);
}

/** The last part. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
