/** Dates: the simulation begins on 1 January 2026 and counts microseconds from there. */
import type { Micros } from '../sim/clock';

/** Seconds from the Unix epoch to the beginning of every run. */
export const EPOCH_SECONDS = 1_767_225_600;

/** Milliseconds of the Unix clock at a time of the run. */
function unixMillis(at: Micros): number {
  return EPOCH_SECONDS * 1000 + Math.floor(at / 1000);
}

/** RFC 3339 with what fraction there is, as Go's time.RFC3339Nano: `2026-01-01T00:00:00.5Z`. */
export function formatTime(at: Micros): string {
  const whole = new Date(unixMillis(at)).toISOString().slice(0, 19);
  const fraction = String(at % 1_000_000)
    .padStart(6, '0')
    .replace(/0+$/, '');
  return `${whole}${fraction === '' ? '' : `.${fraction}`}Z`;
}

/** The same with all nine digits, as log lines are stamped (moby `jsonlog.RFC3339NanoFixed`). */
export function formatStamp(at: Micros): string {
  return `${formatTime(at).slice(0, 19)}.${String(at % 1_000_000).padStart(6, '0')}000Z`;
}

/** Go's time.Time in UTC, as `%v` prints it: `2026-01-01 00:00:00.5 +0000 UTC`; whole seconds where `fraction` is false. */
export function formatGoTime(at: Micros, fraction: boolean): string {
  const text = formatTime(at).replace('T', ' ').replace('Z', ' +0000 UTC');
  return fraction ? text : text.replace(/\.\d+/, '');
}

/** `03:04`. */
export function formatClock(at: Micros): string {
  return formatTime(at).slice(11, 16);
}

/** How long ago, in words (docker/go-units `HumanDuration`). */
export function humanDuration(span: Micros): string {
  const seconds = Math.floor(span / 1_000_000);
  const minutes = Math.floor(seconds / 60);
  const hours = Math.round(seconds / 3600);
  if (seconds < 1) return 'Less than a second';
  if (seconds === 1) return '1 second';
  if (seconds < 60) return `${seconds} seconds`;
  if (minutes === 1) return 'About a minute';
  if (minutes < 60) return `${minutes} minutes`;
  if (hours === 1) return 'About an hour';
  if (hours < 48) return `${hours} hours`;
  if (hours < 24 * 7 * 2) return `${Math.floor(hours / 24)} days`;
  if (hours < 24 * 30 * 2) return `${Math.floor(hours / 24 / 7)} weeks`;
  if (hours < 24 * 365 * 2) return `${Math.floor(hours / 24 / 30)} months`;
  return `${Math.floor(hours / 24 / 365)} years`;
}

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** As date(1) and C's `%a %b %d %H:%M:%S %Z %Y`: `Thu Jan 01 00:00:00 UTC 2026`. */
export function formatDate(at: Micros): string {
  const date = new Date(unixMillis(at));
  const day = String(date.getUTCDate()).padStart(2, '0');
  return `${DAYS[date.getUTCDay()] ?? ''} ${MONTHS[date.getUTCMonth()] ?? ''} ${day} ${date.toISOString().slice(11, 19)} UTC ${date.getUTCFullYear()}`;
}

/** ctime(3) without its newline: `Thu Jan  1 00:00:05 2026`. */
export function formatCtime(at: Micros): string {
  const date = new Date(unixMillis(at));
  const day = String(date.getUTCDate()).padStart(2);
  return `${DAYS[date.getUTCDay()] ?? ''} ${MONTHS[date.getUTCMonth()] ?? ''} ${day} ${formatTime(at).slice(11, 19)} ${date.getUTCFullYear()}`;
}
