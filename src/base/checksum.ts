/** The Internet checksum (RFC 1071). */

/** The ones'-complement sum of the 16-bit words of `bytes`, added to `sum`; not yet folded or inverted. */
export function checksumAdd(bytes: Uint8Array, sum = 0): number {
  let total = sum;
  const even = bytes.length & ~1;
  for (let i = 0; i < even; i += 2) total += (bytes[i]! << 8) | bytes[i + 1]!;
  return bytes.length > even ? total + (bytes[even]! << 8) : total;
}

/** Folds a sum to 16 bits and inverts it: what the header carries. */
export function checksumFold(sum: number): number {
  let folded = sum;
  while (folded > 0xffff) folded = (folded & 0xffff) + Math.floor(folded / 0x10000);
  return ~folded & 0xffff;
}
