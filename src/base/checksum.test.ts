import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checksumAdd, checksumFold, checksumOf } from './checksum';

test('sums the example of RFC 1071, section 3', () => {
  expect(checksumFold(checksumAdd(Uint8Array.of(0x00, 0x01, 0xf2, 0x03, 0xf4, 0xf5, 0xf6, 0xf7)))).toBe(0x220d);
});

test('equals the word by word sum with end-around carry', () => {
  const wordByWord = (bytes: Uint8Array): number => {
    let sum = 0;
    for (let i = 0; i < bytes.length; i += 2) {
      sum += (bytes[i]! << 8) | (bytes[i + 1] ?? 0);
      if (sum > 0xffff) sum -= 0xffff;
    }
    return 0xffff - sum;
  };
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 1600 }), (bytes) => {
      expect(checksumFold(checksumAdd(bytes))).toBe(wordByWord(bytes));
    }),
  );
});

test('a range is summed as if it stood alone, and parts add up', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), fc.nat(32), fc.nat(64), (bytes, half, end) => {
      const last = Math.min(end, bytes.length);
      const cut = Math.min(2 * half, last);
      expect(checksumAdd(bytes, 0, 0, cut)).toBe(checksumAdd(bytes.subarray(0, cut)));
      expect(checksumFold(checksumAdd(bytes, checksumAdd(bytes, 0, 0, cut), cut, last))).toBe(
        checksumFold(checksumAdd(bytes.subarray(0, last))),
      );
    }),
  );
});

test('what carries its own checksum sums to zero, whatever the field was before', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 4, maxLength: 200 }), fc.nat(1), (bytes, word) => {
      const checksum = checksumOf(bytes, 2 * word, 0, bytes.length);
      bytes[2 * word] = checksum >>> 8;
      bytes[2 * word + 1] = checksum & 255;
      expect(checksumFold(checksumAdd(bytes))).toBe(0);
    }),
  );
  expect(checksumOf(new Uint8Array(8), 2, 0, 8)).toBe(0xffff);
});
