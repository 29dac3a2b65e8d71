/** Whether a container can run a command: a program of that name, not a directory (runc `libcontainer/init_linux.go`, Go `exec.LookPath`). */
import { get } from '../../sim/table';
import { directoryOf, resolvePath } from '../../userland/path';
import type { Daemon } from '../daemon';
import type { NotRunnable } from '../messages';
import type { Container } from './container';

/** Directories that every image has, though no file lies in them. */
const STANDARD = [
  '/',
  '/bin',
  '/dev',
  '/etc',
  '/home',
  '/lib',
  '/media',
  '/mnt',
  '/opt',
  '/proc',
  '/root',
  '/run',
  '/sbin',
  '/srv',
  '/sys',
  '/tmp',
  '/usr',
  '/usr/bin',
  '/usr/sbin',
  '/var',
  '/var/tmp',
];

/** Where programs lie. */
const PROGRAM_DIRECTORIES = ['/bin', '/sbin', '/usr/bin', '/usr/sbin', '/usr/local/bin', '/usr/local/sbin'];

/** Why not, or null where it can. A name is looked for on $PATH, a path from the working directory. */
export function whyNotRunnable(d: Daemon, container: Container, path: string): NotRunnable | null {
  if (!path.includes('/')) return d.has(path) ? null : 'not found';
  const whole = resolvePath(container.config.workingDir || '/', path);
  if (isContainerDirectory(d, container, whole)) return 'directory';
  if (d.has(path) && PROGRAM_DIRECTORIES.includes(directoryOf(whole))) return null;
  return get(d.world.roots, container.id)?.files[whole] === undefined ? 'no file' : 'not executable';
}

/** Whether there is such a directory in its file tree. */
export function isContainerDirectory(d: Daemon, container: Container, path: string): boolean {
  const bare = resolvePath('/', path);
  const files = Object.keys(get(d.world.roots, container.id)?.files ?? {});
  return STANDARD.includes(bare) || files.some((file) => file.startsWith(bare === '/' ? '/' : `${bare}/`));
}
