/** The Internet checksum (RFC 1071). */

/**
 * The ones'-complement sum of the 16-bit words of `bytes` from `start` to `end`, added to `sum`; not yet folded or inverted.
 * An odd last byte counts as the high half of a word, so only the last part of a sum may be of odd length.
 */
export function checksumAdd(bytes: Uint8Array, sum = 0, start = 0, end = bytes.length): number {
  // High and low bytes are added apart and put together at the end, which keeps the loop in small integers.
  let high = 0;
  let low = 0;
  let i = start;
  for (const last = end - 3; i < last; i += 4) {
    high += bytes[i]! + bytes[i + 2]!;
    low += bytes[i + 1]! + bytes[i + 3]!;
  }
  for (const last = end - 1; i < last; i += 2) {
    high += bytes[i]!;
    low += bytes[i + 1]!;
  }
  if (i < end) high += bytes[i]!;
  return sum + 256 * high + low;
}

/** Folds a sum to 16 bits and inverts it: what the header carries. */
export function checksumFold(sum: number): number {
  let folded = sum;
  while (folded > 0xffff) folded = (folded & 0xffff) + Math.floor(folded / 0x10000);
  return ~folded & 0xffff;
}

/** What the checksum field at `at`, inside `start` to `end`, has to be; `sum` is what is covered besides (a pseudo header). */
export function checksumOf(bytes: Uint8Array, at: number, start: number, end: number, sum = 0): number {
  return checksumFold(checksumAdd(bytes, checksumAdd(bytes, sum, start, at), at + 2, end));
}
