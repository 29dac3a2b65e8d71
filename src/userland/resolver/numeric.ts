/** Addresses in the forms that inet_aton(3) takes: one to four parts, decimal, octal or hexadecimal, the last filling what is left. */
import type { Ipv4 } from '../../base/ipv4';

const PART = /^(0[xX][0-9a-fA-F]+|0[0-7]*|[1-9]\d*)$/;

/** The address, or null where the text is none: `127.1`, `0x7f000001`, `010.0.0.1`. */
export function parseInetAton(text: string): Ipv4 | null {
  const parts = text.split('.');
  if (parts.length > 4 || parts.some((part) => !PART.test(part))) return null;
  const numbers = parts.map((part) => (/^0[0-7]+$/.test(part) ? parseInt(part, 8) : Number(part)));
  const last = numbers.pop() ?? 0;
  if (numbers.some((number) => number > 255) || last >= 256 ** (4 - numbers.length)) return null;
  return numbers.reduce((sum, number, i) => sum + number * 256 ** (3 - i), last);
}
