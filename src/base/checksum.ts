/** The Internet checksum (RFC 1071). */

/**
 * The ones'-complement sum of the 16-bit words of `bytes` from `start` to `end`, added to `sum`; not yet folded or inverted.
 * An odd last byte counts as the high half of a word, so only the last part of a sum may be of odd length.
 */
export function checksumAdd(bytes: Uint8Array, sum = 0, start = 0, end = bytes.length): number {
  let total = sum;
  let i = start;
  // 2^16 is 1 in this arithmetic, so two words may be added as one of 32 bits.
  for (const last = end - 3; i < last; i += 4) {
    total += ((bytes[i]! << 24) | (bytes[i + 1]! << 16) | (bytes[i + 2]! << 8) | bytes[i + 3]!) >>> 0;
  }
  for (const last = end - 1; i < last; i += 2) total += (bytes[i]! << 8) | bytes[i + 1]!;
  return i < end ? total + (bytes[i]! << 8) : total;
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
