/** The applets of busybox. */
import { arping } from '../arping/arping';
import { busyboxNslookup } from '../dns/busybox/nslookup';
import { httpd } from '../http/httpd';
import type { Program } from '../program';
import { busyboxNc } from './nc';
import { wget } from './wget';

export const busyboxApplets: readonly Program[] = [arping, httpd, busyboxNc, busyboxNslookup, wget];
