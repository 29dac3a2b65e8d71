/** A span of time as coreutils reads one: a number with an optional unit. */
import { type Micros, SECOND } from '../../sim/clock';

const UNITS: Readonly<Record<string, number>> = { '': 1, s: 1, m: 60, h: 3600, d: 86_400 };

/** Null for what is none. */
export function parseDuration(text: string): Micros | null {
  const match = /^(\d+\.?\d*|\.\d+|inf(?:inity)?)([smhd]?)$/.exec(text);
  if (match?.[1] === undefined) return null;
  const number = match[1].startsWith('inf') ? Infinity : Number(match[1]);
  return Math.round(number * (UNITS[match[2] ?? ''] ?? 1) * SECOND);
}
