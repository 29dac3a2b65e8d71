import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isGroupMac, MAC_BROADCAST, macFromBytes, macFromGroup, macFromIpv4, parseMac } from './mac';

test('reads six hexadecimal octets in either case, and nothing else', () => {
  expect(parseMac('02:42:AC:11:0:2')).toBe('02:42:ac:11:00:02');
  for (const text of [
    '',
    '02:42:ac:11:00',
    '02:42:ac:11:00:02:03',
    '02-42-ac-11-00-02',
    '02:42:ac:11:00:0g',
    '002:42:ac:11:00:02',
  ]) {
    expect(parseMac(text), text).toBeNull();
  }
});

test('every six bytes survive their text', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 6, maxLength: 6 }), (bytes) => {
      const mac = macFromBytes(bytes);
      expect(mac).toMatch(/^[0-9a-f]{2}(:[0-9a-f]{2}){5}$/);
      expect(parseMac(mac)).toBe(mac);
      expect(isGroupMac(mac)).toBe((bytes[0]! & 1) === 1);
    }),
  );
});

test('an address of a container and of a group follow from their IPv4 addresses', () => {
  expect(macFromIpv4(0xac110002)).toBe('02:42:ac:11:00:02');
  expect(macFromGroup(0xe0800016)).toBe('01:00:5e:00:00:16');
  expect(isGroupMac(macFromGroup(0xe0000016)) && isGroupMac(MAC_BROADCAST)).toBe(true);
  expect(isGroupMac(macFromIpv4(0xac110002))).toBe(false);
});
