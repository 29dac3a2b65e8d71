import { expect, test } from 'vitest';
import { dissections } from '../../tests/tshark';
import { type Tcp, TcpFlag } from './packet';
import { decodeTcp, flagNames, summarizeTcp, tcpChecksum, tcpLayer, tcpPayload, writeTcp } from './tcp';

const SRC = 0x0a000001;
const DST = 0x0a000002;
/** A segment that tshark finds right. */
const REAL = dissections()
  .find(({ title }) => title === 'SACK')!
  .bytes.subarray(34);

function written(tcp: Tcp): Uint8Array {
  const out = new Uint8Array(200);
  return out.subarray(0, writeTcp(tcp, SRC, DST, out, 0));
}

test('a segment is read and written with its options, checksum worked out or kept', () => {
  const segment = decodeTcp(REAL)!;
  expect(segment).toMatchObject({
    srcPort: 40000,
    dstPort: 80,
    seq: 5,
    ack: 6,
    flags: TcpFlag.ACK,
    window: 64,
    urgent: 0,
  });
  expect(segment.options).toHaveLength(32);
  expect(written(segment)).toEqual(REAL);
  expect(written({ ...segment, checksum: null })).toEqual(REAL);
  expect(written({ ...segment, checksum: 0xbeef })[16]).toBe(0xbe);
  expect(tcpChecksum(SRC, DST, written({ ...segment, checksum: 0xbeef }), 0, REAL.length)).toBe(segment.checksum);
});

test('options that are no whole words are filled up', () => {
  const segment = { ...decodeTcp(REAL)!, options: Uint8Array.of(3, 3, 7), payload: Uint8Array.of(9) };
  expect(decodeTcp(written(segment))).toMatchObject({ options: Uint8Array.of(3, 3, 7, 0), payload: Uint8Array.of(9) });
});

test('a header that does not fit is refused', () => {
  expect(decodeTcp(REAL.subarray(0, 19))).toBeNull();
  expect(tcpPayload(REAL, 0, REAL.length - 1)).toBeNull();
  const short = Uint8Array.from(REAL);
  short[12] = 0x40;
  expect(decodeTcp(short)).toBeNull();
});

test('reserved bits are kept above the flags', () => {
  const odd = Uint8Array.from(REAL);
  odd[12]! |= 0x0e;
  const segment = decodeTcp(odd)!;
  expect(segment.flags).toBe(0xe10);
  expect(written({ ...segment, checksum: null })[12]).toBe(odd[12]);
  expect(flagNames(segment.flags)).toBe('ACK, Reserved');
  expect(flagNames(0)).toBe('<None>');
});

test('a segment cut short shows the fields that are there', () => {
  const layer = tcpLayer(REAL, 0, 8, null);
  expect(layer.rows.map(({ filter }) => filter)).toEqual(['tcp.srcport', 'tcp.dstport', 'tcp.seq_raw']);
  expect(layer.summary).toBe('Src Port: 40000, Dst Port: 80, Seq: 5');
});

test('a segment on one line', () => {
  const segment = {
    ...decodeTcp(REAL)!,
    flags: TcpFlag.PSH | TcpFlag.ACK,
    payload: new Uint8Array(3),
    options: new Uint8Array(0),
  };
  expect(summarizeTcp(segment)).toBe('40000 → 80 [PSH, ACK] Seq=5 Ack=6 Win=64 Len=3');
  expect(summarizeTcp({ ...segment, flags: TcpFlag.SYN | TcpFlag.URG, urgent: 7 })).toBe(
    '40000 → 80 [SYN, URG] Seq=5 Win=64 Urg=7 Len=3',
  );
});
