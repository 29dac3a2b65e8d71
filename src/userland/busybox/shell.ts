/** Where the system's shell is busybox's, so are the small programs of its file tree. */
import type { Sys } from '../program';

/** What /bin/sh holds where it is busybox's, which runs its own applets before it looks at $PATH. */
export const BUSYBOX_SHELL = '#!busybox\n';

export function isBusybox(sys: Sys): boolean {
  return sys.readFile('/bin/sh') === BUSYBOX_SHELL;
}
