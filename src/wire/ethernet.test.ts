import { expect, test } from 'vitest';
import { decodeEthernet, ethernetLayer, ethernetLength, vlanLayer, writeEthernet } from './ethernet';
import { type Frame, NO_BYTES } from './packet';

const frame: Frame = {
  dst: 'ff:ff:ff:ff:ff:ff',
  src: '02:42:ac:11:00:02',
  type: 0x0800,
  vlan: null,
  payload: NO_BYTES,
  trailer: NO_BYTES,
};
const tagged: Frame = { ...frame, vlan: 0x6064 };

test('a header is fourteen bytes, with a tag eighteen, and none in a runt', () => {
  const out = new Uint8Array(20);
  expect(writeEthernet(frame, out, 1)).toBe(15);
  expect(Buffer.from(out).toString('hex')).toBe('00ffffffffffff0242ac1100020800' + '0000000000');
  expect(writeEthernet(tagged, out, 0)).toBe(18);
  expect(Buffer.from(out.subarray(0, 18)).toString('hex')).toBe('ffffffffffff0242ac110002810060640800');
  expect([ethernetLength(frame), ethernetLength(tagged), ethernetLength({ dst: '', vlan: null })]).toEqual([14, 18, 0]);
});

test('a header is read with and without its tag; a tag cut short is a payload', () => {
  const out = new Uint8Array(18);
  writeEthernet(tagged, out, 0);
  const { dst, src, type } = tagged;
  expect(decodeEthernet(out, 0, 18)).toEqual({ dst, src, type, vlan: 0x6064 });
  expect(decodeEthernet(out, 0, 17)).toEqual({ dst, src, type: 0x8100, vlan: null });
  expect(decodeEthernet(out, 0, 13)).toBeNull();
});

test('a small type is the length of an IEEE 802.3 frame', () => {
  const out = new Uint8Array(14);
  writeEthernet({ ...frame, type: 0x05ff }, out, 0);
  expect(ethernetLayer(out, 0)).toMatchObject({
    title: 'IEEE 802.3 Ethernet',
    rows: [{}, {}, { label: 'Length', filter: 'eth.len', value: '1535' }],
  });
  writeEthernet({ ...frame, type: 0x0600 }, out, 0);
  expect(ethernetLayer(out, 0)).toMatchObject({
    title: 'Ethernet II',
    rows: [{}, {}, { label: 'Type', value: 'Unknown (0x0600)' }],
  });
});

test('a tag shows priority, drop eligibility and network', () => {
  expect(vlanLayer(Uint8Array.of(0xb0, 0x01, 8, 6), 0).summary).toBe('PRI: 5, DEI: 1, ID: 1');
});
