/** Tables as the client prints them (cli `formatter.go`: a tabwriter of at least 10 columns with 3 blanks between). */

const MINIMUM = 10;
const PADDING = 3;

/** Every cell but a row's last is filled up to its column's width. */
export function tabulate(rows: readonly (readonly string[])[], minimum = MINIMUM): string {
  const widths: number[] = [];
  for (const row of rows)
    row.slice(0, -1).forEach((cell, i) => (widths[i] = Math.max(widths[i] ?? minimum, [...cell].length + PADDING)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, i) => (i === row.length - 1 ? cell : cell + ' '.repeat((widths[i] ?? 0) - [...cell].length)))
      .join('');
  return rows.map((row) => `${line(row)}\n`).join('');
}

/** `n1`, `n5`, `n33`: numbers inside names compare as numbers (fvbommel/sortorder). */
export function naturalOrder(a: string, b: string): number {
  const parts = /\d+|\D+/g;
  const x = a.match(parts) ?? [];
  const y = b.match(parts) ?? [];
  for (let i = 0; i < Math.min(x.length, y.length); i++) {
    const [p, q] = [x[i]!, y[i]!];
    if (p === q) continue;
    if (/^\d/.test(p) && /^\d/.test(q) && Number(p) !== Number(q)) return Number(p) - Number(q);
    return p < q ? -1 : 1;
  }
  return x.length - y.length;
}
