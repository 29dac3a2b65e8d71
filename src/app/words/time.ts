/** A moment of the run, as a capture's time column shows it: seconds with six places. */
export function microseconds(time: number): string {
  return `${(time / 1_000_000).toFixed(6)} s`;
}
