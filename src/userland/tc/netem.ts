/** The words of `netem`, read and printed (tc/q_netem.c). */
import type { Netem } from '../../kernel/link/link';
import { MILLISECOND, SECOND } from '../../sim/clock';
import { Complaint, complained } from '../complaint';
import type { Json } from '../ip/twin';
import { needed, peek, take, unsigned, type Words } from '../ip/words';
import { NETEM_USAGE } from './usage';

type Request = { -readonly [K in keyof Netem]?: Netem[K] };

const UNITS: Readonly<Record<string, number>> = {
  s: SECOND,
  sec: SECOND,
  secs: SECOND,
  ms: MILLISECOND,
  msec: MILLISECOND,
  msecs: MILLISECOND,
  us: 1,
  usec: 1,
  usecs: 1,
  '': 1,
};

/** A time as tc writes it, in microseconds, which it also means without a unit; null where it is none. */
function parseTime(text: string): number | null {
  const match = /^(\d+\.?\d*|\.\d+)([a-z]*)$/i.exec(text);
  const unit = UNITS[(match?.[2] ?? '-').toLowerCase()];
  return match?.[1] === undefined || unit === undefined ? null : Math.round(Number(match[1]) * unit);
}

/** `10%` or `0.1` as a probability; null where it is none. */
function parsePercent(text: string): number | null {
  const match = /^(\d+\.?\d*|\.\d+)(%?)$/.exec(text);
  if (match?.[1] === undefined) return null;
  const value = Number(match[1]) / (match[2] === '%' ? 100 : 1);
  return value > 1 ? null : value;
}

const illegal = (what: string): Complaint => new Complaint(`Illegal "${what}"\n`, 1);

export function parseNetem(words: Words): Request | Complaint {
  const request: Request = {};
  for (let word = take(words); word !== null; word = take(words)) {
    const complaint = netemWord(words, word, request);
    if (complaint !== null) return complaint;
  }
  if ((request.reorder ?? 0) > 0 && (request.delay ?? 0) === 0) {
    return new Complaint(`reordering not possible without specifying some delay\n${NETEM_USAGE}`, 1);
  }
  return request;
}

function netemWord(words: Words, word: string, request: Request): Complaint | null {
  switch (word) {
    case 'limit': {
      const value = needed(words);
      if (complained(value)) return value;
      const limit = unsigned(value, 32);
      if (limit === null) return illegal('limit');
      request.limit = limit;
      return null;
    }
    case 'delay':
    case 'latency':
      return delayWords(words, request);
    case 'loss':
    case 'drop':
      if (peek(words) === 'random') take(words);
      return percentWords(words, request, 'loss', 'loss percent');
    case 'duplicate':
    case 'reorder':
    case 'corrupt':
      return percentWords(words, request, word, word);
    case 'gap':
    case 'rate': {
      const value = needed(words);
      return complained(value) ? value : null;
    }
    case 'distribution': {
      const value = needed(words);
      return complained(value) ? value : null;
    }
    case 'ecn':
      return null;
    case 'help':
      return new Complaint(NETEM_USAGE, 1);
    default:
      return new Complaint(`What is "${word}"?\n${NETEM_USAGE}`, 1);
  }
}

/** A time, perhaps its jitter, perhaps the correlation of that. */
function delayWords(words: Words, request: Request): Complaint | null {
  const value = needed(words);
  if (complained(value)) return value;
  const delay = parseTime(value);
  if (delay === null) return illegal('latency');
  request.delay = delay;
  const next = peek(words);
  const jitter = next === null ? null : parseTime(next);
  if (jitter === null) return null;
  take(words);
  request.jitter = jitter;
  skipCorrelation(words);
  return null;
}

function percentWords(
  words: Words,
  request: Request,
  field: 'loss' | 'duplicate' | 'reorder' | 'corrupt',
  what: string,
): Complaint | null {
  const value = needed(words);
  if (complained(value)) return value;
  if (field === 'loss' && !/^[\d.]/.test(value)) return new Complaint(`Unknown loss parameter: ${value}\n`, 1);
  const probability = parsePercent(value);
  if (probability === null) return illegal(what);
  request[field] = probability;
  skipCorrelation(words);
  return null;
}

function skipCorrelation(words: Words): void {
  const next = peek(words);
  if (next !== null && /^[\d.]+%?$/.test(next)) take(words);
}

/** `100ms`, `1.5ms`, `200us`, `2s`. */
function timeText(micros: number): string {
  if (micros >= SECOND) return `${Number((micros / SECOND).toPrecision(3))}s`;
  return micros >= MILLISECOND ? `${Number((micros / MILLISECOND).toPrecision(3))}ms` : `${micros}us`;
}

const percentText = (probability: number): string => `${Number((probability * 100).toPrecision(6))}%`;

/** What a netem qdisc prints behind its reference count. */
export function netemFields(netem: Netem): (readonly [key: string, value: Json, text: string])[] {
  const limit = netem.limit ?? 1000;
  const fields: [string, Json, string][] = [['limit', limit, `limit ${limit}`]];
  if (netem.delay > 0) {
    const jitter = netem.jitter > 0 ? `  ${timeText(netem.jitter)}` : '';
    fields.push([
      'delay',
      { delay: netem.delay / SECOND, jitter: netem.jitter / SECOND, correlation: 0 },
      ` delay ${timeText(netem.delay)}${jitter}`,
    ]);
  }
  if (netem.loss > 0)
    fields.push(['loss-random', { loss: netem.loss, correlation: 0 }, ` loss ${percentText(netem.loss)}`]);
  if (netem.duplicate > 0)
    fields.push([
      'duplicate',
      { duplicate: netem.duplicate, correlation: 0 },
      ` duplicate ${percentText(netem.duplicate)}`,
    ]);
  if (netem.reorder > 0)
    fields.push(['reorder', { reorder: netem.reorder, correlation: 0 }, ` reorder ${percentText(netem.reorder)}`]);
  if (netem.corrupt > 0)
    fields.push(['corrupt', { corrupt: netem.corrupt, correlation: 0 }, ` corrupt ${percentText(netem.corrupt)}`]);
  if (netem.reorder > 0) fields.push(['gap', 1, ' gap 1']);
  return fields;
}
