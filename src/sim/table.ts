/** A keyed table in buckets, so that a copy-on-write of one entry copies a few dozen keys and not a thousand. */
export interface Table<V> {
  size: number;
  readonly buckets: Record<Key, V>[];
}

/** Numbers (addresses) are kept as they are: turning them into text would cost more than the look-up. */
export type Key = string | number;

export function createTable<V>(buckets = 32): Table<V> {
  return { size: 0, buckets: Array.from({ length: buckets }, () => ({})) };
}

/** Keys differ mostly in their last characters: addresses, ids, port numbers. */
function bucketOf<V>(table: Table<V>, key: Key): Record<Key, V> {
  if (typeof key === 'number') return table.buckets[key % table.buckets.length]!;
  const end = key.length;
  let hash = 0;
  for (let i = end > 5 ? end - 5 : 0; i < end; i++) hash = hash * 31 + key.charCodeAt(i);
  return table.buckets[hash % table.buckets.length]!;
}

export function get<V>(table: Table<V>, key: Key): V | undefined {
  return bucketOf(table, key)[key];
}

/** Adds the entry or replaces the one of the same key. */
export function put<V>(table: Table<V>, key: Key, value: V): void {
  const bucket = bucketOf(table, key);
  if (!(key in bucket)) table.size++;
  bucket[key] = value;
}

/** Whether there was such an entry. */
export function remove<V>(table: Table<V>, key: Key): boolean {
  const bucket = bucketOf(table, key);
  if (!(key in bucket)) return false;
  delete bucket[key];
  table.size--;
  return true;
}

/** Every value, in no order that means anything: sort what is printed. */
export function* values<V>(table: Table<V>): Generator<V> {
  for (const bucket of table.buckets) for (const key in bucket) yield bucket[key]!;
}

/** Every key and value, in no order that means anything. */
export function* entries<V>(table: Table<V>): Generator<[string, V]> {
  for (const bucket of table.buckets) for (const key in bucket) yield [key, bucket[key]!];
}
