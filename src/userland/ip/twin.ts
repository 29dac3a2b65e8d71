/** What iproute2 prints, for people and as JSON at once (lib/json_print.c). */
import { Value } from '../../sim/value';

/** A number that JSON shows with its decimals. */
export class Decimal extends Value {
  constructor(readonly text: string) {
    super();
  }
}

export type Json = string | number | boolean | null | Decimal | readonly Json[] | JsonObject;
export interface JsonObject {
  [key: string]: Json;
}

/** One record: its text, and the object that `-j` prints instead. */
export interface Twin {
  text: string;
  readonly json: JsonObject;
}

export function twin(): Twin {
  return { text: '', json: {} };
}

/** Adds a field to both. */
export function both(record: Twin, key: string, value: Json, text: string): void {
  record.json[key] = value;
  record.text += text;
}

/** Every record of a listing: lines, or one JSON array. */
export function listing(
  records: readonly Twin[],
  options: { readonly json: boolean; readonly pretty: boolean },
): string {
  if (!options.json) return records.map((record) => record.text).join('');
  return `${jsonText(
    records.map((record) => record.json),
    options.pretty ? 0 : null,
  )}\n`;
}

/** JSON as lib/json_writer.c sets it; `depth` is the indentation of pretty text, null for none. */
function jsonText(value: Json, depth: number | null): string {
  if (value instanceof Decimal) return value.text;
  if (Array.isArray(value)) return arrayText(value, depth);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value);
  if (depth === null)
    return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${jsonText(item, null)}`).join(',')}}`;
  if (entries.length === 0) return '{ }';
  const indent = '    '.repeat(depth + 1);
  const lines = entries.map(([key, item]) => `${indent}${JSON.stringify(key)}: ${jsonText(item, depth + 1)}`);
  return `{\n${lines.join(',\n')}\n${'    '.repeat(depth)}}`;
}

function arrayText(items: readonly Json[], depth: number | null): string {
  if (depth === null) return `[${items.map((item) => jsonText(item, null)).join(',')}]`;
  return items.length === 0 ? '[ ]' : `[ ${items.map((item) => jsonText(item, depth + 1)).join(',')} ]`;
}
