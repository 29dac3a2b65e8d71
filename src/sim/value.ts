/**
 * An immutable value inside the world: a queued event, a table entry, a socket's segment. It is replaced, never changed in place.
 * Being no plain object it is opaque to Immer, which would otherwise copy its parent on a mere read, and copies of the world share it.
 */
export abstract class Value {
  // A brand for the type checker alone, so that a plain object is not taken for a value.
  declare protected readonly value: never;
}

/** A copy of a tree of plain objects and arrays; values, bytes and functions are shared with the original. */
export function copyTree<T>(tree: T): T;
export function copyTree(tree: unknown): unknown {
  if (Array.isArray(tree)) return tree.map((item: unknown) => (isTree(item) ? copyTree(item) : item));
  if (!isTree(tree)) return tree;
  // A spread copy keeps the shape that the engine made for the original, so that reading the copy costs no more.
  const copy = Object.getPrototypeOf(tree) === null ? Object.assign(bareRecord<unknown>(), tree) : { ...tree };
  for (const key in copy) {
    const item = copy[key];
    if (isTree(item)) copy[key] = copyTree(item);
  }
  return copy;
}

function isTree(item: unknown): item is Record<string, unknown> {
  if (typeof item !== 'object' || item === null) return false;
  const prototype: unknown = Object.getPrototypeOf(item);
  return prototype === Object.prototype || prototype === Array.prototype || prototype === null;
}

/** A record without a prototype: found in faster, and no key of it can be taken for a method. */
export function bareRecord<V>(): Record<string | number, V> {
  const bare: unknown = Object.create(null);
  return isRecord<V>(bare) ? bare : {};
}

function isRecord<V>(item: unknown): item is Record<string | number, V> {
  return typeof item === 'object' && item !== null;
}
