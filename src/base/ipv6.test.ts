import { expect, test } from 'vitest';
import { formatIpv6 } from './ipv6';

const bytes = (hex: string): Uint8Array => Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));

test.each([
  ['00000000000000000000000000000000', '::'],
  ['00000000000000000000000000000001', '::1'],
  ['20010db8000000000000000000000001', '2001:db8::1'],
  ['20010db8000100010001000100010001', '2001:db8:1:1:1:1:1:1'],
  ['20010db8000000010001000100010001', '2001:db8:0:1:1:1:1:1'],
  ['20010db8000000000001000000000001', '2001:db8::1:0:0:1'],
  ['fe80000000000000f83b69fffe193bc1', 'fe80::f83b:69ff:fe19:3bc1'],
  ['20010db8000000000000000000000000', '2001:db8::'],
])('%s is written %s', (hex, text) => {
  expect(formatIpv6(bytes(hex))).toBe(text);
});
