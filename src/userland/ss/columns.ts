/** The columns of `ss`, as wide as what they hold when the output is no terminal (misc/ss.c, `render`). */

export interface Row {
  readonly netid: string;
  readonly state: string;
  readonly recvQ: string;
  readonly sendQ: string;
  readonly localAddress: string;
  readonly localPort: string;
  readonly peerAddress: string;
  readonly peerPort: string;
  readonly process: string;
}

interface Column {
  readonly key: keyof Row;
  readonly header: string;
  /** What parts it from the column before it. */
  readonly gap: string;
  readonly right: boolean;
}

const COLUMNS: readonly Column[] = [
  { key: 'netid', header: 'Netid', gap: '', right: false },
  { key: 'state', header: 'State', gap: ' ', right: false },
  { key: 'recvQ', header: 'Recv-Q', gap: ' ', right: false },
  { key: 'sendQ', header: 'Send-Q', gap: ' ', right: false },
  { key: 'localAddress', header: 'Local Address:', gap: ' ', right: true },
  { key: 'localPort', header: 'Port', gap: '', right: false },
  { key: 'peerAddress', header: 'Peer Address:', gap: ' ', right: true },
  { key: 'peerPort', header: 'Port', gap: '', right: false },
  { key: 'process', header: 'Process', gap: '', right: false },
];

/** Counters are printed six wide. */
const COUNTERS: ReadonlySet<keyof Row> = new Set(['recvQ', 'sendQ']);
const COUNTER_WIDTH = 6;

/** The table; columns in `hidden` are left out. */
export function renderColumns(rows: readonly Row[], hidden: ReadonlySet<keyof Row>, withHeader: boolean): string {
  const columns = COLUMNS.filter((column) => !hidden.has(column.key));
  const cells = rows.map((row) => columns.map((column) => row[column.key]));
  if (withHeader) cells.unshift(columns.map((column) => column.header));
  // The last cell of all is not measured.
  const measured = cells.map((row, at) =>
    row.map((cell, i) => (at === cells.length - 1 && i === row.length - 1 ? 0 : cell.length)),
  );
  const widths = columns.map((column, i) =>
    Math.max(COUNTERS.has(column.key) ? COUNTER_WIDTH : 0, ...measured.map((row) => row[i] ?? 0)),
  );
  const line = (row: readonly string[]) =>
    columns
      .map(
        ({ gap, right }, i) =>
          (i === 0 ? '' : gap) +
          (right ? (row[i] ?? '').padStart(widths[i] ?? 0) : (row[i] ?? '').padEnd(widths[i] ?? 0)),
      )
      .join('');
  return cells.map((row) => `${line(row)}\n`).join('');
}
