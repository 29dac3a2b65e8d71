/** The layer tree as lines: what is on show of it, with how deep each line lies. */
import type { Layer, Row } from '../../wire/dissect';

export interface TreeLine {
  readonly id: string;
  readonly level: number;
  readonly label: string;
  readonly value: string;
  /** Which bits of its bytes it is. */
  readonly bits: string;
  readonly filter: string;
  readonly note: Row['note'] | null;
  readonly start: number;
  readonly end: number;
  /** Null where there is nothing below it. */
  readonly open: boolean | null;
}

/** Layers are open and rows with rows are closed until the reader says otherwise: `flipped` holds which were flipped. */
export function treeLines(layers: readonly Layer[], flipped: ReadonlySet<string>): TreeLine[] {
  return layers.flatMap((layer, i) => layerLines(layer, `${i} ${layer.protocol}`, 1, flipped));
}

function layerLines(layer: Layer, id: string, level: number, flipped: ReadonlySet<string>): TreeLine[] {
  const open = !flipped.has(id);
  const { title, summary, start, end } = layer;
  const head: TreeLine = {
    id,
    level,
    label: title,
    value: summary,
    bits: '',
    filter: '',
    note: null,
    start,
    end,
    open,
  };
  if (!open) return [head];
  return [
    head,
    ...layer.rows.flatMap((row, i) => rowLines(row, `${id}.${i}`, level + 1, flipped)),
    ...(layer.layers ?? []).flatMap((inner, i) =>
      layerLines(inner, `${id}/${i} ${inner.protocol}`, level + 1, flipped),
    ),
  ];
}

function rowLines(row: Row, id: string, level: number, flipped: ReadonlySet<string>): TreeLine[] {
  const open = row.rows === undefined ? null : flipped.has(id);
  const { label, value, filter, bits = '', note = null, start, end } = row;
  const line: TreeLine = { id, level, label, value, bits, filter, note, start, end, open };
  if (!open) return [line];
  return [line, ...(row.rows ?? []).flatMap((inner, i) => rowLines(inner, `${id}.${i}`, level + 1, flipped))];
}

/** The line that says most about a byte: the shortest range that covers it, and of equal ones the deepest. */
export function lineOfByte(lines: readonly TreeLine[], at: number): TreeLine | null {
  let best: TreeLine | null = null;
  for (const line of lines) {
    if (at < line.start || at >= line.end || line.note === 'generated') continue;
    if (!best || line.end - line.start <= best.end - best.start) best = line;
  }
  return best;
}
