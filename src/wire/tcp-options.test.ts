import fc from 'fast-check';
import { expect, test } from 'vitest';
import { recordedFrames } from '../../tests/recorded';
import { decodeFrame } from './frame';
import { decodeTcpOptions, encodeTcpOptions, type TcpOptions } from './tcp-options';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const of = (text: string): Uint8Array => new Uint8Array(Buffer.from(text.replace(/ /g, ''), 'hex'));
const NONE: TcpOptions = { mss: null, windowScale: null, sackPermitted: false, sack: [], timestamps: null };

test('every segment that Linux sent has its options in our order', () => {
  let compared = 0;
  for (const { bytes, where } of recordedFrames()) {
    const { payload } = decodeFrame(bytes);
    if (payload instanceof Uint8Array || payload.kind !== 'ipv4') continue;
    const segment = payload.payload;
    if (segment instanceof Uint8Array || segment.kind !== 'tcp') continue;
    expect(hex(encodeTcpOptions(decodeTcpOptions(segment.options))), where).toBe(hex(segment.options));
    compared++;
  }
  expect(compared).toBeGreaterThan(500);
});

test('the options of a SYN, of an acknowledgment, and of one with holes', () => {
  const timestamps = { value: 1, echo: 2 };
  expect(hex(encodeTcpOptions({ mss: 1460, sackPermitted: true, timestamps, windowScale: 10 }))).toBe(
    '020405b4' + '0402080a0000000100000002' + '0103030a',
  );
  expect(hex(encodeTcpOptions({ timestamps }))).toBe('0101080a0000000100000002');
  expect(hex(encodeTcpOptions({ timestamps, sack: [{ left: 10, right: 20 }] }))).toBe(
    '0101080a0000000100000002' + '0101050a' + '0000000a00000014',
  );
  expect(hex(encodeTcpOptions({ mss: 536, sackPermitted: true }))).toBe('02040218' + '01010402');
  expect(encodeTcpOptions(NONE)).toHaveLength(0);
});

test('as many blocks as fit: three beside timestamps, four alone', () => {
  const sack = Array.from({ length: 5 }, (_, i) => ({ left: 10 * i, right: 10 * i + 5 }));
  expect(decodeTcpOptions(encodeTcpOptions({ sack })).sack).toEqual(sack.slice(0, 4));
  expect(decodeTcpOptions(encodeTcpOptions({ sack, timestamps: { value: 1, echo: 2 } })).sack).toEqual(
    sack.slice(0, 3),
  );
});

test('what is unknown or of a wrong length is passed over, and nothing is read behind the end', () => {
  expect(decodeTcpOptions(of('63040102 0303 07 01'))).toEqual({ ...NONE, windowScale: 7 });
  expect(decodeTcpOptions(of('0203 01 01 020405b4'))).toEqual({ ...NONE, mss: 1460 });
  expect(decodeTcpOptions(of('020405b4 00 030307'))).toEqual({ ...NONE, mss: 1460 });
  expect(decodeTcpOptions(of('020405b4 0828 0102'))).toEqual({ ...NONE, mss: 1460 });
  expect(decodeTcpOptions(of('0502 0101'))).toEqual(NONE);
  expect(decodeTcpOptions(of('08'))).toEqual(NONE);
  expect(decodeTcpOptions(of('020405'))).toEqual(NONE);
});

test('options survive writing and reading; any bytes are read', () => {
  const u32 = fc.nat(0xffffffff);
  const options = fc.record({
    mss: fc.option(fc.nat(0xffff)),
    windowScale: fc.option(fc.nat(14)),
    sackPermitted: fc.boolean(),
    sack: fc.array(fc.record({ left: u32, right: u32 }), { maxLength: 1 }),
    timestamps: fc.option(fc.record({ value: u32, echo: u32 })),
  });
  fc.assert(
    fc.property(options, (value) => {
      const bytes = encodeTcpOptions(value);
      expect(bytes.length % 4).toBe(0);
      expect(bytes.length).toBeLessThanOrEqual(40);
      expect(decodeTcpOptions(bytes)).toEqual(value);
    }),
  );
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
      expect(encodeTcpOptions(decodeTcpOptions(bytes)).length).toBeLessThanOrEqual(40);
    }),
  );
});
