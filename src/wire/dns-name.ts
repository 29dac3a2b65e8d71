/**
 * Domain names (RFC 1035, sections 3.1 and 4.1.4): on the wire labels with their lengths, or a pointer to the rest of an
 * earlier name; as text labels between dots, without the last dot, empty for the root, `\.`, `\\` and `\DDD` in labels.
 */
import { readU16 } from './field';

const LONGEST_NAME = 255;
const LONGEST_LABEL = 63;
const POINTER = 0xc0;
/** Pointers have fourteen bits. */
const FARTHEST = 0x3fff;

/** The labels of a name as text, or null where it is none: an empty label, one of more than 63 bytes, more than 255 in all. */
export function parseName(text: string): Uint8Array[] | null {
  if (text === '' || text === '.') return [];
  const labels: number[][] = [[]];
  const body = text.endsWith('.') && !/(^|[^\\])(\\\\)*\\\.$/.test(text) ? text.slice(0, -1) : text;
  for (const part of body.match(/\\\d{3}|\\[^]|[^]/g) ?? []) {
    const code = part.length === 4 ? Number(part.slice(1)) : part.charCodeAt(part.length - 1);
    if (code > 255 || part === '\\') return null;
    if (part === '.') labels.push([]);
    else labels[labels.length - 1]!.push(code);
  }
  if (labels.some(({ length }) => length === 0 || length > LONGEST_LABEL)) return null;
  return labels.reduce((sum, { length }) => sum + length + 1, 1) > LONGEST_NAME
    ? null
    : labels.map((label) => Uint8Array.from(label));
}

function labelText(bytes: Uint8Array, start: number, end: number): string {
  let text = '';
  for (let i = start; i < end; i++) {
    const code = bytes[i]!;
    const char = String.fromCharCode(code);
    if (char === '.' || char === '\\') text += `\\${char}`;
    else if (code > 32 && code < 127) text += char;
    else text += `\\${String(code).padStart(3, '0')}`;
  }
  return text;
}

export interface ReadName {
  readonly name: string;
  /** Behind the name, or behind its first pointer. */
  readonly end: number;
}

/**
 * The name at `at` of the message from `start` to `end`; null where it is cut short or too long, or where a pointer does not
 * lead back: so no circle of pointers is followed twice.
 */
export function readName(bytes: Uint8Array, start: number, end: number, at: number): ReadName | null {
  const labels: string[] = [];
  let length = 1;
  let behind: number | null = null;
  let [next, segment] = [at, at];
  while (next < end) {
    const head = bytes[next]!;
    if (head === 0) return { name: labels.join('.'), end: behind ?? next + 1 };
    if ((head & POINTER) === POINTER) {
      if (next + 2 > end) return null;
      behind ??= next + 2;
      const target = start + (readU16(bytes, next) & FARTHEST);
      if (target >= segment) return null;
      next = segment = target;
      continue;
    }
    length += head + 1;
    if (head > LONGEST_LABEL || length > LONGEST_NAME || next + 1 + head > end) return null;
    labels.push(labelText(bytes, next + 1, next + 1 + head));
    next += 1 + head;
  }
  return null;
}

/**
 * The bytes of a name at offset `at` of its message. `known` has the places of the names written so far: from the longest
 * known end of the name on, a pointer takes its place; new ends are added. Without `known` nothing is shortened.
 */
export function encodeName(text: string, at: number, known: Map<string, number> | null): number[] {
  const labels = parseName(text);
  if (!labels) throw new RangeError(`no domain name: ${text}`);
  const out: number[] = [];
  for (let i = 0; i < labels.length; i++) {
    const rest = labels
      .slice(i)
      .map((label) => labelText(label, 0, label.length))
      .join('.');
    const place = known?.get(rest);
    if (place !== undefined) {
      out.push(((POINTER << 8) | place) >>> 8, place & 255);
      return out;
    }
    if (at + out.length <= FARTHEST) known?.set(rest, at + out.length);
    out.push(labels[i]!.length, ...labels[i]!);
  }
  out.push(0);
  return out;
}

/** The name under which an address's own name is asked for (RFC 1035, section 3.5): `2.0.17.172.in-addr.arpa`. */
export function reverseName(ip: number): string {
  return `${ip & 255}.${(ip >>> 8) & 255}.${(ip >>> 16) & 255}.${ip >>> 24}.in-addr.arpa`;
}
