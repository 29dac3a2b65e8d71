/** The programs that ask name servers. */
import type { Program } from '../program';
import { dig } from './dig/dig';
import { getent } from './getent/getent';
import { host } from './host/host';
import { nslookup } from './nslookup/nslookup';

export const dnsPrograms: readonly Program[] = [dig, host, nslookup, getent];
