/** The options of IPv4 and TCP (RFC 791 section 3.1, RFC 9293 section 3.1): a kind, a length, and what the length leaves. */
import { type Row, showBytes } from './field';

/** End of the list and no-operation are a single byte. */
export const END_OF_OPTIONS = 0;
export const NO_OPERATION = 1;

export interface Option {
  readonly kind: number;
  /** Where it begins, and where its content does: behind the kind and the length. */
  readonly start: number;
  readonly content: number;
  readonly end: number;
}

/** The options from `start` to `end`, up to the first whose length is impossible; `rest` is where that one begins, else `end`. */
export function splitOptions(bytes: Uint8Array, start: number, end: number): { options: Option[]; rest: number } {
  const options: Option[] = [];
  let at = start;
  while (at < end) {
    const kind = bytes[at]!;
    const isSingle = kind === END_OF_OPTIONS || kind === NO_OPERATION;
    const length = isSingle ? 1 : at + 1 < end ? bytes[at + 1]! : 0;
    if (length < (isSingle ? 1 : 2) || at + length > end) break;
    options.push({ kind, start: at, content: at + Math.min(length, 2), end: at + length });
    at += length;
  }
  return { options, rest: at };
}

/** The row of all options, with those of each below it and what could not be read at the end; none where there are no options. */
export function optionRows(
  bytes: Uint8Array,
  start: number,
  end: number,
  filter: string,
  nameOf: (option: Option) => string | null,
  rowOf: (option: Option) => Row,
): Row[] {
  if (start >= end) return [];
  const { options, rest } = splitOptions(bytes, start, end);
  const rows = options.map(rowOf);
  if (rest < end) {
    const value = showBytes(bytes, rest, end);
    rows.push({ label: 'Malformed option', filter: '', value, start: rest, end, note: 'malformed' });
  }
  const names = options.flatMap((option) => nameOf(option) ?? []);
  return [{ label: 'Options', filter, value: [`(${end - start} bytes)`, ...names].join(', '), start, end, rows }];
}
