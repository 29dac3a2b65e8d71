/** Sequence numbers, which wrap at 2^32 (RFC 9293, section 3.4). */

/** `a` plus `n`. */
export function seqAdd(a: number, n: number): number {
  return (a + n) >>> 0;
}

/** How far `a` lies behind `b`; negative where it lies before. */
export function seqDiff(a: number, b: number): number {
  return (a - b) | 0;
}

export function seqBefore(a: number, b: number): boolean {
  return ((a - b) | 0) < 0;
}

export function seqAfter(a: number, b: number): boolean {
  return ((b - a) | 0) < 0;
}
