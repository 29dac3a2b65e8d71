import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { recordedFrames } from '../../tests/recorded';
import {
  decodeDns,
  type DnsData,
  type DnsMessage,
  dnsQuery,
  type DnsRecord,
  DnsType,
  encodeDns,
  isDns,
  parseName,
  reverseName,
} from './dns';
import { decodeFrame } from './frame';
import type { Udp } from './packet';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const bytesOf = (text: string): Uint8Array =>
  Uint8Array.from(text.match(/[0-9a-f]{2}/g) ?? [], (pair) => parseInt(pair, 16));
const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);

const datagrams: Udp[] = recordedFrames().flatMap(({ bytes }) => {
  const { payload } = decodeFrame(bytes);
  if (payload instanceof Uint8Array || payload.kind !== 'ipv4') return [];
  const transport = payload.payload;
  return transport instanceof Uint8Array || transport.kind !== 'udp' ? [] : [transport];
});

const answer = (message: Partial<DnsMessage>): DnsMessage => ({
  ...dnsQuery(1, 'example.com', DnsType.A),
  response: true,
  ...message,
});
const record = (name: string, type: number, data: DnsData, ttl = 300): DnsRecord => ({
  name,
  type,
  class: 1,
  ttl,
  data,
});

describe('the recordings', () => {
  const messages = datagrams.filter(({ payload, srcPort, dstPort }) => isDns(payload, srcPort, dstPort));

  test('every message is the same bytes again, with or without pointers', () => {
    expect(messages.length).toBeGreaterThan(300);
    for (const { payload } of messages) {
      const message = decodeDns(payload)!;
      expect([hex(encodeDns(message, true)), hex(encodeDns(message, false))]).toContain(hex(payload));
    }
  });

  test('the gossip of a swarm and the probes of a traceroute are no DNS', () => {
    const others = datagrams.filter(
      ({ srcPort, dstPort }) => srcPort === 7946 || (srcPort !== 53 && dstPort > 33433 && dstPort < 33500),
    );
    expect(others.length).toBeGreaterThan(50);
    expect(others.filter(({ payload, srcPort, dstPort }) => isDns(payload, srcPort, dstPort))).toEqual([]);
  });
});

test("a query as dig sends it, with its cookie, and the engine's answer to a name", () => {
  const query: DnsMessage = {
    ...dnsQuery(0x1234, 'example.com', DnsType.A),
    authenticData: true,
    additionals: [
      {
        name: '',
        type: DnsType.OPT,
        class: 1232,
        ttl: 0,
        data: { kind: 'OPT', options: [{ code: 10, data: ascii('cookie12') }] },
      },
    ],
  };
  expect(hex(encodeDns(query))).toBe(
    '123401200001000000000001' +
      '076578616d706c6503636f6d0000010001' +
      '00002904d00000' +
      '0000000c' +
      '000a0008' +
      hex(ascii('cookie12')),
  );
  const reply = bytesOf('6c57818000010001000000000264620000010001 02646200 0001 0001 00000258 0004 ac120002');
  expect(decodeDns(reply)).toEqual(
    answer({
      id: 0x6c57,
      recursionAvailable: true,
      questions: [{ name: 'db', type: DnsType.A, class: 1 }],
      answers: [record('db', DnsType.A, { kind: 'A', address: 0xac120002 }, 600)],
    }),
  );
  expect(encodeDns(decodeDns(reply)!, false)).toEqual(reply);
});

test('a repeated name becomes a pointer, a repeated end of one a pointer behind its own labels', () => {
  const message = answer({
    answers: [
      record('example.com', DnsType.CNAME, { kind: 'name', name: 'www.example.com' }),
      record('www.example.com', DnsType.A, { kind: 'A', address: 0x01020304 }),
    ],
  });
  const short = encodeDns(message);
  expect(hex(short.subarray(29, 31))).toBe('c00c');
  expect(hex(short.subarray(41, 47))).toBe('03777777c00c');
  expect(hex(short.subarray(47, 49))).toBe('c029');
  expect(decodeDns(short)).toEqual(message);
  expect(encodeDns(message, false).length).toBeGreaterThan(short.length);
});

test('on a port that is not 53 only a plain message of one question is taken for DNS', () => {
  const query = encodeDns(dnsQuery(1, 'db', DnsType.A));
  const changed = (at: number, value: number): Uint8Array => query.map((byte, i) => (i === at ? value : byte));
  expect(isDns(query, 40000, 41000)).toBe(true);
  expect(isDns(Uint8Array.of(...query, 0), 40000, 41000)).toBe(false);
  expect(isDns(Uint8Array.of(...query, 0), 40000, 53)).toBe(true);
  expect(isDns(changed(2, 0x29), 40000, 41000)).toBe(false);
  expect(isDns(new Uint8Array(12), 40000, 41000)).toBe(false);
  expect(isDns(new Uint8Array(11), 40000, 53)).toBe(false);
});

describe('records of every kind', () => {
  const name = fc.array(fc.stringMatching(/^[a-z0-9_-]{1,12}$/), { maxLength: 5 }).map((labels) => labels.join('.'));
  const u16 = fc.nat(0xffff);
  const u32 = fc.nat(0xffffffff);
  const data: fc.Arbitrary<readonly [number, DnsData]> = fc.oneof(
    u32.map((address) => [DnsType.A, { kind: 'A', address }] as const),
    fc
      .uint8Array({ minLength: 16, maxLength: 16 })
      .map((address) => [DnsType.AAAA, { kind: 'AAAA', address }] as const),
    fc
      .tuple(fc.constantFrom(DnsType.NS, DnsType.CNAME, DnsType.PTR), name)
      .map(([type, to]) => [type, { kind: 'name', name: to }] as const),
    fc.tuple(u16, name).map(([preference, exchange]) => [DnsType.MX, { kind: 'MX', preference, exchange }] as const),
    fc
      .array(fc.uint8Array({ maxLength: 20 }), { minLength: 1, maxLength: 3 })
      .map((texts) => [DnsType.TXT, { kind: 'TXT', texts }] as const),
    fc
      .record({
        kind: fc.constant('SOA' as const),
        primary: name,
        mailbox: name,
        serial: u32,
        refresh: u32,
        retry: u32,
        expire: u32,
        minimum: u32,
      })
      .map((soa) => [DnsType.SOA, soa] as const),
    fc
      .array(fc.record({ code: u16, data: fc.uint8Array({ maxLength: 9 }) }), { maxLength: 3 })
      .map((options) => [DnsType.OPT, { kind: 'OPT', options }] as const),
    fc.uint8Array({ maxLength: 9 }).map((bytes) => [0xff01, { kind: 'bytes', bytes }] as const),
  );
  const records = fc.array(
    fc
      .record({ name, class: u16, ttl: u32, typed: data })
      .map(({ typed: [type, value], ...rest }) => ({ ...rest, type, data: value })),
    { maxLength: 4 },
  );
  const message: fc.Arbitrary<DnsMessage> = fc.record({
    id: u16,
    response: fc.boolean(),
    opcode: fc.nat(15),
    authoritative: fc.boolean(),
    truncated: fc.boolean(),
    recursionDesired: fc.boolean(),
    recursionAvailable: fc.boolean(),
    authenticData: fc.boolean(),
    checkingDisabled: fc.boolean(),
    rcode: fc.nat(15),
    questions: fc.array(fc.record({ name, type: u16, class: u16 }), { maxLength: 2 }),
    answers: records,
    authorities: records,
    additionals: records,
  });

  test('survive writing and reading, with and without pointers', () => {
    fc.assert(
      fc.property(message, fc.boolean(), (value, compress) => {
        expect(decodeDns(encodeDns(value, compress))).toEqual(value);
      }),
      { numRuns: 300 },
    );
  });

  test('survive damage without an exception', () => {
    fc.assert(
      fc.property(
        message,
        fc.array(fc.tuple(fc.nat(300), fc.nat(255)), { maxLength: 6 }),
        fc.nat(300),
        (value, changes, length) => {
          const bytes = encodeDns(value).slice(0, length);
          for (const [at, byte] of changes) if (at < bytes.length) bytes[at] = byte;
          const read = decodeDns(bytes);
          if (read) expect(decodeDns(encodeDns(read, false))).toEqual(read);
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe('what is no message', () => {
  const head = '0001 8180 0001 0000 0000 0000';
  test.each([
    ['a header cut short', '0001 8180 0001 0000 0000'],
    ['a name cut short', `${head} 03 7777`],
    ['a pointer to itself', `${head} c00c 0001 0001`],
    ['a pointer ahead', `${head} c010 0001 00 0001 0001`],
    ['two pointers in a circle', '0001 8180 0002 0000 0000 0000 01 61 c00e 0001 0001 c00c 0001 0001'],
    ['a label of a reserved kind', `${head} 40 61 00 0001 0001`],
    ['fewer records than counted', '0001 8180 0001 0001 0000 0000 00 0001 0001'],
    ['data longer than the message', '0001 8180 0000 0001 0000 0000 00 0001 0001 00000000 0005 01020304'],
  ])('%s', (_, text) => {
    expect(decodeDns(bytesOf(text))).toBeNull();
  });

  test('a name of more than 255 bytes, put together from pointers', () => {
    const label = `3f${'61'.repeat(63)}`;
    const long = `${head} ${label.repeat(5)} 00 0001 0001`;
    expect(decodeDns(bytesOf(long))).toBeNull();
  });

  test('a text that runs past its record stays bytes', () => {
    const read = decodeDns(bytesOf('0001 8180 0000 0001 0000 0000 00 0010 0001 00000000 0003 056162'));
    expect(read?.answers[0]?.data).toEqual({ kind: 'bytes', bytes: bytesOf('056162') });
  });
});

test('reads names as people write them', () => {
  const labels = (text: string): string[] | null =>
    parseName(text)?.map((label) => Buffer.from(label).toString('latin1')) ?? null;
  expect(labels('www.example.com')).toEqual(['www', 'example', 'com']);
  expect(labels('www.example.com.')).toEqual(['www', 'example', 'com']);
  expect(labels('.')).toEqual([]);
  expect(labels('a\\.b.c\\032d\\\\')).toEqual(['a.b', 'c d\\']);
  expect(labels('a\\.')).toEqual(['a.']);
  expect(labels('a..b')).toBeNull();
  expect(labels('.a')).toBeNull();
  expect(labels('\\999')).toBeNull();
  expect(labels('x'.repeat(63))).toHaveLength(1);
  expect(labels('x'.repeat(64))).toBeNull();
  expect(labels(Array(128).fill('x').join('.'))).toBeNull();
  expect(() => encodeDns(dnsQuery(1, 'a..b', DnsType.A))).toThrow(RangeError);
  expect(reverseName(0xcb007150)).toBe('80.113.0.203.in-addr.arpa');
});

test('labels of any bytes survive their text', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ minLength: 1, maxLength: 20 }), { minLength: 1, maxLength: 6 }), (labels) => {
      const wire = [...labels.flatMap((label) => [label.length, ...label]), 0];
      const bytes = Uint8Array.from([...bytesOf('0001 0100 0001 0000 0000 0000'), ...wire, 0, 1, 0, 1]);
      const message = decodeDns(bytes)!;
      expect(parseName(message.questions[0]!.name)).toEqual(labels);
      expect(encodeDns(message)).toEqual(bytes);
    }),
  );
});
