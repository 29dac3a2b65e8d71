import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arbitraryFrame, damaged } from '../../tests/arbitrary-frames';
import { recordedFrames } from '../../tests/recorded';
import { dissections } from '../../tests/tshark';
import { dissect, type Layer, type Row } from './dissect';
import { encodeFrame } from './frame';
import { type Frame, NO_BYTES } from './packet';

const recorded = recordedFrames().map(({ bytes }) => bytes);

/** Every row of the layers, and a row for each layer, flat. */
function flat(layers: readonly Layer[]): Row[] {
  const below = (row: Row): Row[] => [row, ...(row.rows ?? []).flatMap(below)];
  return layers.flatMap(({ protocol, title, summary, start, end, rows, layers: inner }) => [
    { label: summary ? `${title}, ${summary}` : title, filter: protocol, value: '', start, end },
    ...rows.flatMap(below),
    ...flat(inner ?? []),
  ]);
}

/** A row as tshark prints it; bits without their place, for it tells that of the whole field. */
function line({ filter, label, value, start, end, bits }: Row): string {
  const text = label && value ? `${label}: ${value}` : label || value;
  return bits ? `${filter} ${bits} = ${text}` : `${filter} ${start}-${end} ${text}`;
}

describe('shows what tshark shows', () => {
  /** Lines of a layer whose words differ: tshark counts sequence numbers from the connection's first, and names no length of data. */
  const OTHER_WORDS = /^((tcp|http|data) |eth \S+ Padding|tcp\.options\.sack(_[lr]e)? )/;
  /** Rows that tshark leaves out: of protocols that we do not read, a clear bit, and what it does not check or hides inside an error. */
  const OURS_ALONE = [
    /^(data|data\.data|http\.file_data) /,
    /^dns\.flags\.authenticated .* AD bit: Not set$/,
    /^(icmp|udp)\.checksum \S+ Checksum: /,
    /^tcp\.seq_raw 66-70 /,
  ];
  const THEIRS_ALONE = [/^(icmp|udp)\.checksum \S+ Checksum: \S+ \[unverified\]$/];

  test.each(dissections())('$title', ({ bytes, rows }) => {
    const theirs = rows.map(({ filter, text, start, end }) => {
      return / = /.test(text) && /^[01. ]+ = /.test(text) ? `${filter} ${text}` : `${filter} ${start}-${end} ${text}`;
    });
    const ours = flat(dissect(bytes))
      .filter(({ note }) => note !== 'generated')
      .map(line);
    const differ = (from: string[], than: string[], except: RegExp[]): string[] =>
      from.filter(
        (text) => !than.includes(text) && !OTHER_WORDS.test(text) && !except.some((known) => known.test(text)),
      );
    expect(differ(ours, theirs, OURS_ALONE)).toEqual([]);
    expect(differ(theirs, ours, THEIRS_ALONE)).toEqual([]);
  });
});

/** Where a byte has no layer, a row leaves its layer, or a byte of a layer has no row: nowhere. */
function coverFaults(bytes: Uint8Array): string[] {
  const faults: string[] = [];
  const check = (holds: boolean, what: string, at: number): void => {
    if (!holds) faults.push(`${what} at ${at}`);
  };
  const inside = (inner: Row, outer: { start: number; end: number }): void => {
    check(
      inner.start >= outer.start && inner.start <= inner.end && inner.end <= outer.end,
      `${inner.filter} ${inner.label}`,
      inner.start,
    );
    for (const row of inner.rows ?? []) inside(row, inner);
  };
  const checkLayer = (layer: Layer): void => {
    const shown = new Uint8Array(layer.end);
    for (const row of layer.rows) {
      inside(row, layer);
      shown.fill(1, row.start, row.end);
    }
    for (const inner of layer.layers ?? []) {
      check(inner.start >= layer.start && inner.end <= layer.end, inner.title, inner.start);
      checkLayer(inner);
      shown.fill(1, inner.start, inner.end);
    }
    const bare = shown.indexOf(0, layer.start);
    check(bare < 0, `no row in ${layer.title}`, bare);
  };
  let at = 0;
  for (const layer of dissect(bytes)) {
    check(layer.start === at, layer.title, layer.start);
    checkLayer(layer);
    at = layer.end;
  }
  check(at === bytes.length, 'the end', at);
  return faults;
}

function checkCover(bytes: Uint8Array): void {
  expect(coverFaults(bytes)).toEqual([]);
}

describe('covers every byte of', () => {
  test('every recorded frame', () => {
    recorded.forEach(checkCover);
  });
  test('random frames', () => {
    fc.assert(
      fc.property(arbitraryFrame, (frame) => {
        checkCover(encodeFrame(frame));
      }),
      { numRuns: 300 },
    );
  });
  test('arbitrary bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 100 }), checkCover));
  });
  test('damaged frames', () => {
    const frames = [...recorded.filter((_, i) => i % 41 === 0), ...dissections().map(({ bytes }) => bytes)];
    fc.assert(fc.property(damaged(frames), checkCover), { numRuns: 1500 });
  });
});

test('a tunnel in a tunnel is followed only so far', () => {
  let frame: Frame = {
    dst: '02:00:00:00:00:01',
    src: '02:00:00:00:00:02',
    type: 0x88b5,
    vlan: null,
    payload: new Uint8Array(1),
    trailer: NO_BYTES,
  };
  for (let i = 0; i < 1200; i++) {
    const vxlan = Uint8Array.from([8, 0, 0, 0, 0, 0, 1, 0, ...encodeFrame(frame)]);
    frame = {
      ...frame,
      type: 0x0800,
      payload: {
        kind: 'ipv4',
        tos: 0,
        totalLength: null,
        identification: 0,
        flags: 0,
        fragmentOffset: 0,
        ttl: 64,
        protocol: 17,
        checksum: null,
        src: 1,
        dst: 2,
        options: NO_BYTES,
        payload: { kind: 'udp', srcPort: 1, dstPort: 4789, length: null, checksum: 0, payload: vxlan },
      },
    };
  }
  const layers = dissect(encodeFrame(frame));
  expect(layers.length).toBeLessThan(60);
  expect(layers[layers.length - 1]).toMatchObject({ protocol: 'data' });
});

describe('notes', () => {
  const notes = (bytes: Uint8Array): string[] =>
    flat(dissect(bytes)).flatMap(({ filter, note }) => (note && note !== 'generated' ? [`${filter} ${note}`] : []));
  const echo = dissections().find(({ title }) => title === 'echo request')!.bytes;
  const changed = (at: number, value: number): Uint8Array => echo.map((byte, i) => (i === at ? value : byte));

  test('right and wrong checksums', () => {
    expect(notes(echo)).toEqual(['ip.checksum checksum-good', 'icmp.checksum checksum-good']);
    expect(notes(changed(22, 63))).toEqual(['ip.checksum checksum-bad', 'icmp.checksum checksum-good']);
    expect(notes(changed(97, 0))).toEqual(['ip.checksum checksum-good', 'icmp.checksum checksum-bad']);
  });

  test('what cannot be checked, and what is malformed', () => {
    const fragment = dissections().find(({ title }) => title === 'first fragment')!.bytes;
    expect(notes(fragment)).toEqual(['ip.checksum checksum-good', 'icmp.checksum checksum-unverified']);
    expect(notes(echo.subarray(0, 30))).toEqual(['_ws.malformed malformed']);
    expect(notes(echo.subarray(0, 5))).toEqual(['_ws.malformed malformed']);
  });
});
