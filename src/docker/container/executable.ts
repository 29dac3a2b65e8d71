/** Whether a container can run a command: a program of that name, not a directory (runc `libcontainer/init_linux.go`, Go `exec.LookPath`). */
import { get } from '../../sim/table';
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

/** Why not, or null where it can. */
export function whyNotRunnable(d: Daemon, container: Container, path: string): NotRunnable | null {
  const bare = path.length > 1 ? path.replace(/\/+$/, '') : path;
  const files = Object.keys(get(d.world.roots, container.id)?.files ?? {});
  if (path.includes('/') && (STANDARD.includes(bare) || files.some((file) => file.startsWith(`${bare}/`))))
    return 'directory';
  return d.has(path) ? null : 'not found';
}
