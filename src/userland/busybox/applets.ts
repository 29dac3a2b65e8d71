/** The applets of busybox, and where its shell is the system's. */
import { arping } from '../arping/arping';
import { busyboxNslookup } from '../dns/busybox/nslookup';
import { httpd } from '../http/httpd';
import type { Program } from '../program';
import { busyboxNc } from './nc';
import { wget } from './wget';

export const busyboxApplets: readonly Program[] = [arping, httpd, busyboxNc, busyboxNslookup, wget];

/** What /bin/sh holds where it is busybox's, which runs its own applets before it looks at $PATH. */
export const BUSYBOX_SHELL = '#!busybox\n';
