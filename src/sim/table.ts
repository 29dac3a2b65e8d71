/** A keyed table in buckets (of texts, or of numbers), so that a copy-on-write of one entry copies a few dozen keys and not a thousand. It grows with what it holds. */
import { bareRecord } from './value';

export interface Table<V> {
  size: number;
  /** Whether its keys are numbers. */
  numeric: boolean;
  buckets: Record<Key, V>[];
}

/** Numbers (addresses) are kept as they are: turning them into text would cost more than the look-up. */
export type Key = string | number;

/** So many entries a bucket, then there are twice as many buckets. */
const FULL = 24;

/** Before its first entry a table has no buckets of its own. */
const NONE: never[] = [];

export function createTable<V>(): Table<V> {
  return { size: 0, numeric: false, buckets: NONE };
}

/** Keys differ mostly in their last characters: addresses, ids, port numbers. */
function hash(key: Key): number {
  if (typeof key === 'number') return key ^ (key >>> 16);
  const end = key.length;
  return end > 3 ? key.charCodeAt(end - 1) * 7 + key.charCodeAt(end - 2) * 31 + key.charCodeAt(end - 4) * 3 : end;
}

function bucketOf<V>(table: Table<V>, key: Key): Record<Key, V> {
  const { buckets } = table;
  return buckets.length === 1 ? buckets[0]! : buckets[hash(key) & (buckets.length - 1)]!;
}

export function get<V>(table: Table<V>, key: Key): V | undefined {
  return table.size === 0 ? undefined : bucketOf(table, key)[key];
}

/** Adds the entry or replaces the one of the same key. */
export function put<V>(table: Table<V>, key: Key, value: V): void {
  if (table.size === 0) {
    table.buckets = [bareRecord()];
    table.numeric = typeof key === 'number';
  }
  const bucket = bucketOf(table, key);
  const fresh = bucket[key] === undefined;
  bucket[key] = value;
  if (!fresh) return;
  table.size++;
  if (table.size > FULL * table.buckets.length) grow(table);
}

function grow<V>(table: Table<V>): void {
  const old = table.buckets;
  table.buckets = Array.from({ length: old.length * 2 }, bareRecord<V>);
  for (const bucket of old) {
    for (const key in bucket) bucketOf(table, table.numeric ? Number(key) : key)[key] = bucket[key]!;
  }
}

/** Whether there was such an entry. */
export function remove<V>(table: Table<V>, key: Key): boolean {
  if (table.size === 0) return false;
  const bucket = bucketOf(table, key);
  if (bucket[key] === undefined) return false;
  delete bucket[key];
  table.size--;
  return true;
}

/** A value that passes the test, or undefined. */
export function find<V>(table: Table<V>, isWanted: (value: V) => boolean): V | undefined {
  for (const bucket of table.buckets) {
    for (const key in bucket) if (isWanted(bucket[key]!)) return bucket[key];
  }
  return undefined;
}

/** Every value, in no order that means anything: sort what is printed. */
export function* values<V>(table: Table<V>): Generator<V> {
  for (const bucket of table.buckets) for (const key in bucket) yield bucket[key]!;
}

/** Every key and value, in no order that means anything. */
export function* entries<V>(table: Table<V>): Generator<[string, V]> {
  for (const bucket of table.buckets) for (const key in bucket) yield [key, bucket[key]!];
}
