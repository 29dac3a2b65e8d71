/** Rates of `-m limit` (extensions/libxt_limit.c): kept as the time between two packets, in ten-thousandths of a second. */

export const RATE_SCALE = 10_000;

/** From the slowest to the fastest. */
const UNITS: readonly (readonly [string, number])[] = [
  ['day', RATE_SCALE * 24 * 60 * 60],
  ['hour', RATE_SCALE * 60 * 60],
  ['min', RATE_SCALE * 60],
  ['sec', RATE_SCALE],
];

/** `5/min`: the largest unit that comes out even. */
export function rateText(period: number): string {
  let [name, unit] = UNITS[0]!;
  for (const [next, faster] of UNITS.slice(1)) {
    if (period > faster || Math.floor(faster / period) < faster % period) break;
    [name, unit] = [next, faster];
  }
  return `${Math.floor(unit / period)}/${name}`;
}
