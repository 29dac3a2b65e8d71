/** Go values as templates see them: structs and maps are told apart, since a missing field is an error in one and nothing in the other. */
import { Value } from '../../sim/value';

export class GoStruct extends Value {
  constructor(
    /** As an error names it: `*network.networkContext`. */
    readonly typeName: string,
    /** In the order they are declared; the keys are also the keys of its JSON. */
    readonly fields: Readonly<Record<string, GoValue>>,
    /** Methods that take an argument: `.Label "x"`. */
    readonly methods: Readonly<Record<string, (argument: string) => string>> = {},
    /** Fields that its JSON leaves out where they are empty (`omitempty`). */
    readonly omitEmpty: readonly string[] = [],
    /** Fields whose name is not their JSON's key, by name. */
    readonly keys: Readonly<Record<string, string>> = {},
  ) {
    super();
  }
}

/** A `time.Time`: text in JSON, and what its methods without arguments give. */
export class GoTime extends Value {
  constructor(
    readonly json: string,
    readonly text: string,
    readonly methods: Readonly<Record<string, GoValue>>,
  ) {
    super();
  }
}

export class GoMap extends Value {
  constructor(
    readonly entries: Readonly<Record<string, GoValue>>,
    /** Keys of a type of their own (`nat.Port`) cannot be asked for with a string. */
    readonly keyType = 'string',
    /** What `index` gives for a key that is not there: the zero value of the map's type. */
    readonly zero?: GoValue,
    /** Nobody made it: null in JSON, empty everywhere else. */
    readonly isNil = false,
  ) {
    super();
  }
}

export type GoValue = string | number | boolean | null | undefined | readonly GoValue[] | GoStruct | GoMap | GoTime;

/** A slice and a map that nobody made: null in JSON, empty everywhere else. */
export const NIL_SLICE: readonly GoValue[] = [];
export const NIL_MAP = new GoMap({}, 'string', undefined, true);

export function isList(value: GoValue): value is readonly GoValue[] {
  return Array.isArray(value);
}

/** `if` and `with`: what counts as true. */
export function isTrue(value: GoValue): boolean {
  if (isList(value)) return value.length > 0;
  if (value instanceof GoMap) return Object.keys(value.entries).length > 0;
  if (value instanceof GoStruct || value instanceof GoTime) return true;
  return value !== null && value !== undefined && value !== '' && value !== 0 && value !== false;
}

/** As fmt prints it with %v. */
export function print(value: GoValue): string {
  if (value === undefined) return '<no value>';
  if (value === null) return '<nil>';
  if (isList(value)) return `[${value.map(print).join(' ')}]`;
  if (value instanceof GoMap)
    return `map[${sortedKeys(value)
      .map((key) => `${key}:${print(value.entries[key])}`)
      .join(' ')}]`;
  if (value instanceof GoStruct) return `{${Object.values(value.fields).map(print).join(' ')}}`;
  return value instanceof GoTime ? value.text : String(value);
}

export function sortedKeys(map: GoMap): string[] {
  return Object.keys(map.entries).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

/** As encoding/json writes it: maps by key, structs as declared; <, > and & are escaped only in a row of a list, which writes itself. */
export function toJson(value: GoValue, indent = 0, depth = 0, escaping = false): string {
  const escapes = escaping || (value instanceof GoStruct && value.typeName.endsWith('Context'));
  if (value === undefined || value === null || value === NIL_SLICE) return 'null';
  if (value instanceof GoMap && value.isNil) return 'null';
  if (typeof value === 'string') return quote(value, escapes);
  if (value instanceof GoTime) return quote(value.json, escapes);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  const around = (open: string, close: string, items: readonly string[]): string => {
    if (items.length === 0) return open + close;
    if (indent === 0) return open + items.join(',') + close;
    const pad = ' '.repeat(indent * (depth + 1));
    return `${open}\n${items.map((item) => pad + item).join(',\n')}\n${' '.repeat(indent * depth)}${close}`;
  };
  if (isList(value))
    return around(
      '[',
      ']',
      value.map((item) => toJson(item, indent, depth + 1, escapes)),
    );
  const fields = value instanceof GoMap ? value.entries : writtenFields(value);
  const keys = value instanceof GoMap ? sortedKeys(value) : Object.keys(fields);
  return around(
    '{',
    '}',
    keys.map(
      (key) => `${quote(key, escapes)}:${indent === 0 ? '' : ' '}${toJson(fields[key], indent, depth + 1, escapes)}`,
    ),
  );
}

/** The fields that its JSON has. */
function writtenFields({ fields, omitEmpty }: GoStruct): Readonly<Record<string, GoValue>> {
  if (omitEmpty.length === 0) return fields;
  return Object.fromEntries(
    Object.entries(fields).filter(([name, value]) => !omitEmpty.includes(name) || isTrue(value)),
  );
}

function quote(text: string, escapes: boolean): string {
  return JSON.stringify(text).replace(
    escapes ? /[<>&\u2028\u2029]/g : /[\u2028\u2029]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** A map of plain strings. */
export function mapOf(record: Readonly<Record<string, string>>): GoMap {
  return new GoMap(record, 'string', '');
}

/** What was decoded from JSON is maps all the way down. */
export function asDecoded(value: GoValue): GoValue {
  if (value === NIL_SLICE || (value instanceof GoMap && value.isNil)) return null;
  if (isList(value)) return value.map(asDecoded);
  if (value instanceof GoTime) return value.json;
  if (!(value instanceof GoMap) && !(value instanceof GoStruct)) return value;
  const fields = value instanceof GoMap ? value.entries : writtenFields(value);
  return new GoMap(Object.fromEntries(Object.entries(fields).map(([key, item]) => [key, asDecoded(item)])));
}
