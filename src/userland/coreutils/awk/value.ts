/** Values of awk: numbers, strings, and text that was read. */
import { general } from './format';

/** `strnum`: text that was read and looks like a number compares as one. */
interface Read {
  readonly read: string;
}
export type Value = string | number | Read;

/** A value as text. */
export const textOf = (value: Value | undefined): string => {
  if (typeof value === 'number') return Number.isInteger(value) ? String(value) : general(value);
  return typeof value === 'object' ? value.read : (value ?? '');
};

/** A value as a number. */
export const numberOf = (value: Value | undefined): number =>
  typeof value === 'number'
    ? value
    : Number(/^\s*[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?/.exec(textOf(value))?.[0] ?? 0);

const looksNumeric = (text: string): boolean => /^\s*[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?\s*$/.test(text);

/** A number, where it is to be compared as one. */
export function comparable(value: Value | undefined): number | string {
  if (value === undefined) return 0;
  if (typeof value === 'object') return looksNumeric(value.read) ? numberOf(value) : value.read;
  return value;
}

/** Whether a comparison holds: of numbers where both look like some, else of texts. */
export function compares(operator: string, left: Value | undefined, right: Value | undefined): boolean {
  const [a, b] = [comparable(left), comparable(right)];
  const order =
    typeof a === 'number' && typeof b === 'number' ? Math.sign(a - b) : textOrder(textOf(left), textOf(right));
  switch (operator) {
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
    case '==':
      return order === 0;
    default:
      return order !== 0;
  }
}

function textOrder(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
