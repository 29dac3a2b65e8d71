/** Points in time as the client takes them: how long ago, a date, or seconds of the Unix clock (moby `api/types/time`). */
import { type Micros, SECOND } from '../../sim/clock';
import { EPOCH_SECONDS } from '../../userland/time';

const UNITS: Readonly<Record<string, number>> = {
  h: 3600 * SECOND,
  m: 60 * SECOND,
  s: SECOND,
  ms: SECOND / 1_000,
  us: 1,
  µs: 1,
  ns: 0.001,
};
const DURATION = /^[+-]?(?:\d+(?:\.\d+)?(?:h|ms|m|s|us|µs|ns))+$/;
const DATE = /^\d{4}-\d\d-\d\d(T\d\d(:\d\d(:\d\d(\.\d+)?)?)?)?(Z|[+-]\d\d:\d\d)?$/;

/** A span of time as Go's `time.ParseDuration` reads it, or null. */
export function durationOf(text: string): Micros | null {
  if (!DURATION.test(text)) return null;
  const parts = text.matchAll(/(\d+(?:\.\d+)?)(h|ms|m|s|us|µs|ns)/g);
  const span = [...parts].reduce((sum, [, amount, unit = '']) => sum + Number(amount) * (UNITS[unit] ?? 0), 0);
  return text.startsWith('-') ? -span : span;
}

/** A time of the run, which may lie before its beginning; null where the text is none. */
export function momentOf(text: string, now: Micros): Micros | null {
  const ago = durationOf(text);
  if (ago !== null) return now - ago;
  if (/^\d+(\.\d+)?$/.test(text)) return (Number(text) - EPOCH_SECONDS) * SECOND;
  return DATE.test(text) ? (Date.parse(wholeDate(text)) / 1000 - EPOCH_SECONDS) * SECOND : null;
}

/** What is left out of a date is zero, and its zone UTC. */
function wholeDate(text: string): string {
  const [, stamp = '', zone = 'Z'] =
    /^(.*?)(Z|[+-]\d\d:\d\d)?$/.exec(text.length === 10 ? `${text}T00:00:00` : text) ?? [];
  const fields = stamp.split(':').length;
  return `${stamp}${fields === 1 ? ':00:00' : fields === 2 ? ':00' : ''}${zone}`;
}
