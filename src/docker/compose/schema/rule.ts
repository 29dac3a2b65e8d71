/** What a value of a compose file may look like, as data (the Compose Specification's schema, by its meaning). */

export type JsonType = 'string' | 'number' | 'integer' | 'boolean' | 'null' | 'array' | 'object';

export type Rule = AnyRule | PlainRule | ListRule | MapRule | OneOfRule;

interface AnyRule {
  readonly rule: 'any';
}

export interface PlainRule {
  readonly rule: 'plain';
  readonly types: readonly JsonType[];
  readonly values?: readonly string[];
  /** A regular expression, as the complaint shows it. */
  readonly pattern?: string;
}

export interface ListRule {
  readonly rule: 'list';
  readonly items: Rule;
  readonly unique: boolean;
}

export interface MapRule {
  readonly rule: 'map';
  readonly fields: Readonly<Record<string, Rule>>;
  /** For keys that no field names: which of them are allowed, and their values. Null allows `x-` alone. */
  readonly others: { readonly keys: RegExp; readonly value: Rule } | null;
  readonly required: readonly string[];
  /** Keys that nothing allows are passed over. */
  readonly open: boolean;
  /** An empty value may stand in its place. */
  readonly nullable: boolean;
}

/** The first that fits; where none does, the complaint that goes deepest. */
export interface OneOfRule {
  readonly rule: 'oneOf';
  readonly of: readonly Rule[];
}

export const any: Rule = { rule: 'any' };

export function plain(...types: readonly JsonType[]): PlainRule {
  return { rule: 'plain', types };
}

export const text = plain('string');
export const nothing = plain('null');
export const flag = plain('boolean', 'string');
export const count = plain('integer', 'string');
export const quantity = plain('number', 'string');

export function oneOfValues(...values: readonly string[]): PlainRule {
  return { rule: 'plain', types: ['string'], values };
}

export function matching(pattern: string): PlainRule {
  return { rule: 'plain', types: ['string'], pattern };
}

export function listOf(items: Rule, unique = false): ListRule {
  return { rule: 'list', items, unique };
}

export function oneOf(...of: readonly Rule[]): OneOfRule {
  return { rule: 'oneOf', of };
}

/** A mapping of named fields, and `x-` beside them. */
export function struct(
  fields: Readonly<Record<string, Rule>>,
  more: Partial<Omit<MapRule, 'rule' | 'fields'>> = {},
): MapRule {
  return { rule: 'map', fields, others: null, required: [], open: false, nullable: false, ...more };
}

/** A mapping whose keys are names of the user's. */
export function mapOf(value: Rule, keys = /./s, more: Partial<Omit<MapRule, 'rule' | 'fields'>> = {}): MapRule {
  return struct({}, { others: { keys, value }, ...more });
}

/** The names that services, networks and the like may have. */
export const NAME = /^[a-zA-Z0-9._-]+$/;

export const strings = listOf(text, true);
export const stringOrList = oneOf(text, strings);
export const settings = oneOf(
  mapOf(plain('string', 'number', 'boolean', 'null')),
  listOf(plain('string', 'number'), true),
);
export const options = mapOf(quantity, undefined, { open: true });
