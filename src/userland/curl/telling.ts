/** What curl tells of a transfer on its way: with -v, and when it fails. */
import { MILLISECOND } from '../../sim/clock';
import type { Sys } from '../program';
import type { CurlData } from './transfer';

/** The timers of a transfer. */
export const MAX_TIMER = 'max-time';
export const CONNECT_TIMER = 'connect-timeout';
export const DONE_TIMER = 'done';

/** A line of -v. */
export function note(sys: Sys, data: CurlData, text: string): void {
  if (data.options.verbose) sys.err(`* ${text}\n`);
}

/** A transfer ends with an exit code and its words. */
export function fail(sys: Sys, data: CurlData, code: number, text: string): 'failed' {
  data.transfer.code = code;
  data.transfer.error = text;
  if (data.transfer.url !== null) note(sys, data, text);
  return 'failed';
}

/** Milliseconds since the transfer began. */
export function elapsed(sys: Sys, data: CurlData): number {
  return Math.floor((sys.k.clock.now - data.transfer.begun) / MILLISECOND);
}
