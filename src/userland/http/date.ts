/** Dates as HTTP and its servers write them. */
import type { Micros } from '../../sim/clock';
import { EPOCH_SECONDS } from '../time';

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function dateParts(at: Micros) {
  const date = new Date(EPOCH_SECONDS * 1000 + Math.floor(at / 1000));
  return {
    weekday: DAYS[date.getUTCDay()] ?? '',
    day: String(date.getUTCDate()).padStart(2, '0'),
    month: MONTHS[date.getUTCMonth()] ?? '',
    year: date.getUTCFullYear(),
    clock: date.toISOString().slice(11, 19),
  };
}

/** The date of a header (RFC 9110, section 5.6.7): `Thu, 01 Jan 2026 00:00:00 GMT`. */
export function formatHttpDate(at: Micros): string {
  const { weekday, day, month, year, clock } = dateParts(at);
  return `${weekday}, ${day} ${month} ${year} ${clock} GMT`;
}

/** The date of a line in a log: `01/Jan/2026 00:00:00`. */
export function formatLogDate(at: Micros): string {
  const { day, month, year, clock } = dateParts(at);
  return `${day}/${month}/${year} ${clock}`;
}
