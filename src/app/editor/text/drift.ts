/** What is being written and what the host has: which row of the one is which row of the other. */

/** Rows at the beginning and at the end that are the same in both. */
function shared(from: readonly string[], to: readonly string[]): { readonly head: number; readonly tail: number } {
  const most = Math.min(from.length, to.length);
  let head = 0;
  while (head < most && from[head] === to[head]) head++;
  let tail = 0;
  while (tail < most - head && from.at(-1 - tail) === to.at(-1 - tail)) tail++;
  return { head, tail };
}

/** The row of `to` that row `row` of `from` is; within what was changed, the row as far into it. */
export function rowIn(from: readonly string[], to: readonly string[], row: number): number {
  const { head, tail } = shared(from, to);
  if (row < head) return row;
  if (row >= from.length - tail) return row + to.length - from.length;
  return Math.min(row, Math.max(head, to.length - tail - 1));
}
