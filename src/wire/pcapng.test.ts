import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { recordedFiles } from '../../tests/recorded';
import { type Capture, decodePcapng, encodePcapng, type PcapngError } from './pcapng';

function read(bytes: Uint8Array): Capture {
  const result = decodePcapng(bytes);
  if (!result.ok) throw new Error(result.error.kind);
  return result.value;
}

function failure(bytes: Uint8Array): PcapngError | null {
  const result = decodePcapng(bytes);
  return result.ok ? null : result.error;
}

/** Offsets of the blocks of one type, the file being little-endian. */
function blocks(bytes: Uint8Array, type: number): number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const offsets: number[] = [];
  for (let at = 0; at < bytes.length; at += view.getUint32(at + 4, true)) {
    if (view.getUint32(at, true) === type) offsets.push(at);
  }
  return offsets;
}

/** In some recordings a bridge's description was put before its name: swaps the two. */
function putNamesFirst(bytes: Uint8Array): void {
  const view = new DataView(bytes.buffer);
  const length = (at: number): number => 4 + ((view.getUint16(at + 2, true) + 3) & ~3);
  for (const at of blocks(bytes, 1).map((block) => block + 16)) {
    if (view.getUint16(at, true) !== 3) continue;
    const description = bytes.slice(at, at + length(at));
    const name = bytes.slice(at + description.length, at + description.length + length(at + description.length));
    bytes.set(name, at);
    bytes.set(description, at + name.length);
  }
}

const small = encodePcapng(
  [
    { name: 'c1/eth0', description: null, mac: '02:42:ac:11:00:02' },
    { name: 'host/veth1', description: 'peer c1/eth0', mac: null },
  ],
  [
    { interface: 0, time: 1.25, sent: true, bytes: Uint8Array.of(1, 2, 3) },
    { interface: 1, time: 1_795_473_403_435_939, sent: false, bytes: Uint8Array.of(4, 5, 6, 7) },
  ],
);

describe('the recordings', () => {
  test.each(recordedFiles())('$name is written again as it was, but for parts of a microsecond', ({ bytes }) => {
    const { interfaces, packets } = read(bytes);
    const again = encodePcapng(interfaces, packets);
    const [real, ours] = [bytes.slice(), again.slice()];
    putNamesFirst(real);
    for (const at of blocks(bytes, 6)) {
      const [from, to] = [new DataView(real.buffer, at + 12, 8), new DataView(ours.buffer, at + 12, 8)];
      const nanos = (view: DataView): bigint =>
        (BigInt(view.getUint32(0, true)) << 32n) | BigInt(view.getUint32(4, true));
      expect(nanos(to)).toBe((nanos(from) / 1000n) * 1000n);
      real.fill(0, at + 12, at + 20);
      ours.fill(0, at + 12, at + 20);
    }
    expect(Buffer.compare(real, ours)).toBe(0);
  });

  test('tell which interface saw a frame, and which way it went', () => {
    const { interfaces, packets } = read(
      recordedFiles().find(({ name }) => name === 'recordings/ping-default-bridge')!.bytes,
    );
    const [first, second] = [packets[0]!, packets[1]!];
    expect(interfaces[first.interface]).toMatchObject({ name: 'c1/eth0', description: null });
    expect(first.sent).toBe(true);
    expect(interfaces[second.interface]!.name).toMatch(/^host\/veth[0-9a-f]{7}$/);
    expect(interfaces[second.interface]!.description).toBe('peer c1/eth0');
    expect(second.sent).toBe(false);
    expect(second.bytes).toEqual(first.bytes);
  });
});

test('a capture survives writing and reading, each nanosecond of a fraction kept in the file', () => {
  const { interfaces, packets } = read(small);
  expect(interfaces).toEqual([
    { name: 'c1/eth0', description: null, mac: '02:42:ac:11:00:02' },
    { name: 'host/veth1', description: 'peer c1/eth0', mac: null },
  ]);
  expect(packets).toEqual([
    { interface: 0, time: 1, sent: true, bytes: Uint8Array.of(1, 2, 3) },
    { interface: 1, time: 1_795_473_403_435_939, sent: false, bytes: Uint8Array.of(4, 5, 6, 7) },
  ]);
  expect(new DataView(small.buffer, blocks(small, 6)[0]! + 16, 4).getUint32(0, true)).toBe(1250);
});

test('times of two centuries from 1970 are exact to the microsecond', () => {
  fc.assert(
    fc.property(fc.nat(2 ** 52), (time) => {
      const file = encodePcapng(
        [{ name: 'a/b', description: null, mac: null }],
        [{ interface: 0, time, sent: false, bytes: new Uint8Array(1) }],
      );
      expect(read(file).packets[0]!.time).toBe(time);
    }),
  );
});

/** A block of 32-bit words and then bytes, in either byte order. */
function block(littleEndian: boolean, type: number, words: number[], bytes: number[] = []): number[] {
  const length = 12 + 4 * words.length + bytes.length;
  const view = new DataView(new ArrayBuffer(length));
  [type, length, ...words].forEach((word, i) => {
    view.setUint32(4 * i, word, littleEndian);
  });
  bytes.forEach((byte, i) => {
    view.setUint8(8 + 4 * words.length + i, byte);
  });
  view.setUint32(length - 4, length, littleEndian);
  return [...new Uint8Array(view.buffer)];
}

const SECTION = 0x0a0d0d0a;
const MAGIC = 0x1a2b3c4d;

test("reads big-endian sections, microseconds where no resolution is said, and another section's own interfaces", () => {
  const file = Uint8Array.from([
    ...block(false, SECTION, [MAGIC, 0x00010000, 0xffffffff, 0xffffffff]),
    ...block(false, 1, [0x00010000, 0]),
    ...block(false, 0x0bad, [1, 2]),
    ...block(false, 6, [0, 0, 1_500_000, 4, 4, 0x01020304]),
    ...block(true, SECTION, [MAGIC, 1, 0xffffffff, 0xffffffff]),
    ...block(true, 1, [1, 0], [9, 0, 1, 0, 0x80 | 1, 0, 0, 0, 0, 0, 0, 0]),
    ...block(true, 6, [0, 0, 3, 2, 2], [8, 9, 0, 0]),
  ]);
  expect(read(file)).toEqual({
    interfaces: [
      { name: '', description: null, mac: null },
      { name: '', description: null, mac: null },
    ],
    packets: [
      { interface: 0, time: 1_500_000, sent: false, bytes: Uint8Array.of(1, 2, 3, 4) },
      { interface: 1, time: 1_500_000, sent: false, bytes: Uint8Array.of(8, 9) },
    ],
  });
});

test('says what is wrong with a file and where', () => {
  const head = block(true, SECTION, [MAGIC, 1, 0xffffffff, 0xffffffff]);
  const ethernet = block(true, 1, [1, 0]);
  const file = (...parts: number[][]): Uint8Array => Uint8Array.from(parts.flat());
  expect(failure(new Uint8Array(0))).toEqual({ kind: 'not-pcapng', at: 0 });
  expect(failure(new TextEncoder().encode('{"version": 1, "hosts": []}'))).toEqual({ kind: 'not-pcapng', at: 0 });
  expect(failure(file(ethernet))).toEqual({ kind: 'not-pcapng', at: 0 });
  expect(failure(file(head, block(true, 1, [113, 0])))).toEqual({ kind: 'link-type', at: 28 });
  expect(failure(file(head, ethernet, block(true, 6, [1, 0, 0, 0, 0])))).toEqual({ kind: 'unknown-interface', at: 48 });
  expect(failure(file(head, ethernet, block(true, 6, [0, 0, 0, 99, 99])))).toEqual({ kind: 'bad-block', at: 48 });
  expect(failure(file(head, ethernet, block(true, 6, [0, 0, 0, 0x7fffffff, 1])))).toEqual({ kind: 'too-long', at: 48 });
  expect(failure(file(head, ethernet, block(true, 6, [0, 0, 0])))).toEqual({ kind: 'bad-block', at: 48 });
  expect(failure(file(head, ethernet.slice(0, 16)))).toEqual({ kind: 'truncated', at: 28 });
  expect(failure(file(head, [1, 0, 0]))).toEqual({ kind: 'truncated', at: 28 });
  expect(failure(file(head, [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]))).toEqual({ kind: 'bad-block', at: 28 });
});

test('hostile bytes give an error or a capture, never an exception', () => {
  const flips = fc.array(fc.tuple(fc.nat(small.length - 1), fc.nat(255)), { maxLength: 8 });
  fc.assert(
    fc.property(flips, fc.nat(small.length), (changes, length) => {
      const bytes = small.slice(0, length);
      for (const [at, value] of changes) if (at < length) bytes[at] = value;
      const result = decodePcapng(bytes);
      if (result.ok) for (const packet of result.value.packets) expect(packet.bytes.length).toBeLessThanOrEqual(length);
    }),
    { numRuns: 500 },
  );
});
