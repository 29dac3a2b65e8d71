/** Redirections: where a command reads and writes instead. */
import { isDirectory } from '../../userland/directory';
import { absolutePath, directoryOf } from '../../userland/path';
import type { Sink } from '../../userland/process';
import type { Sys } from '../../userland/program';
import { complain, type Descriptors } from './state';
import type { Redirect, Word } from './syntax';

/** The words that have to be expanded before. */
export function targetsOf(redirects: readonly Redirect[]): Word[] {
  return redirects.flatMap((redirect) => (typeof redirect.to === 'string' ? [] : [redirect.to]));
}

/** The descriptors after the redirections, one after the other; null where a file is not to be had, which is said. */
export function redirected(
  sys: Sys,
  redirects: readonly Redirect[],
  targets: readonly string[],
  before: Descriptors,
): Descriptors | null {
  let { stdin, stdout, stderr } = before;
  let next = 0;
  for (const redirect of redirects) {
    if (redirect.to === 'out') stderr = stdout;
    else if (redirect.to === 'err') stdout = stderr;
    else {
      const path = targets[next++] ?? '';
      if (redirect.fd === 'here') stdin = path;
      else if (redirect.fd === 'in') {
        const text = path === '/dev/null' ? '' : sys.readFile(path);
        if (text === null) {
          complain(sys, `${path}: No such file or directory`);
          return null;
        }
        stdin = text;
      } else {
        const sink = sinkOf(sys, path, redirect.append);
        if (sink === null) return null;
        if (redirect.fd !== 'err') stdout = sink;
        if (redirect.fd !== 'out') stderr = sink;
      }
    }
  }
  return { stdin, stdout, stderr };
}

function sinkOf(sys: Sys, path: string, append: boolean): Sink | null {
  if (path === '/dev/null') return { to: 'null' };
  const absolute = absolutePath(sys.process, path);
  if (!isDirectory(sys, directoryOf(absolute))) {
    complain(sys, `${path}: No such file or directory`);
    return null;
  }
  if (!append) sys.writeFile(path, '');
  return { to: 'file', root: sys.process.root, path: absolute };
}
