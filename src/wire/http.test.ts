import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  beginsHttp,
  decodeHttpHead,
  encodeHttpHead,
  type HttpHead,
  httpHeader,
  httpLayer,
  isHttp,
  summarizeHttp,
} from './http';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const request: HttpHead = {
  kind: 'request',
  method: 'GET',
  target: '/',
  version: 'HTTP/1.1',
  headers: [
    ['Host', '10.0.0.10:8080'],
    ['User-Agent', 'curl/7.88.1'],
    ['Accept', '*/*'],
  ],
};
/** What curl sends. */
const REQUEST = 'GET / HTTP/1.1\r\nHost: 10.0.0.10:8080\r\nUser-Agent: curl/7.88.1\r\nAccept: */*\r\n\r\n';

test('a request and a response are read and written', () => {
  expect(decodeHttpHead(bytesOf(REQUEST))).toEqual({ head: request, length: REQUEST.length });
  expect(new TextDecoder().decode(encodeHttpHead(request))).toBe(REQUEST);
  const response: HttpHead = {
    kind: 'response',
    version: 'HTTP/1.0',
    status: 404,
    reason: 'Not Found',
    headers: [['Content-Length', '5']],
  };
  const text = 'HTTP/1.0 404 Not Found\r\nContent-Length: 5\r\n\r\n';
  expect(new TextDecoder().decode(encodeHttpHead(response))).toBe(text);
  expect(decodeHttpHead(bytesOf(`${text}hello`))).toEqual({ head: response, length: text.length });
  expect(httpHeader(response, 'content-length')).toBe('5');
  expect(httpHeader(response, 'Host')).toBeNull();
});

test('lines may end with a bare LF, a reason may be missing, blanks around a value do not count', () => {
  expect(decodeHttpHead(bytesOf('HTTP/1.1 200\nA:  b \n\n'))).toEqual({
    head: { kind: 'response', version: 'HTTP/1.1', status: 200, reason: '', headers: [['A', 'b']] },
    length: 21,
  });
});

test('a head whose blank line has not come is waited for, until it is too long', () => {
  for (let length = 0; length < REQUEST.length; length++) {
    expect(decodeHttpHead(bytesOf(REQUEST.slice(0, length)))).toBe('incomplete');
  }
  expect(decodeHttpHead(bytesOf(`GET / HTTP/1.1\r\nA: ${'x'.repeat(70_000)}`))).toBe('malformed');
  expect(decodeHttpHead(bytesOf('x'.repeat(70_000)))).toBe('malformed');
});

test.each(['hello\r\n\r\n', 'GET /\r\n\r\n', 'GET / HTTP/1.1\r\nno colon\r\n\r\n', 'HTTP/1.1 OK\r\n\r\n', '\r\n\r\n'])(
  '%j is no head',
  (text) => {
    expect(decodeHttpHead(bytesOf(text))).toBe('malformed');
  },
);

test('heads survive writing and reading', () => {
  const header = fc.tuple(fc.stringMatching(/^[A-Za-z-]{1,12}$/), fc.stringMatching(/^[!-9;-~]{0,20}$/));
  const head: fc.Arbitrary<HttpHead> = fc.oneof(
    fc.record({
      kind: fc.constant('request' as const),
      method: fc.constantFrom('GET', 'POST', 'HEAD'),
      target: fc.stringMatching(/^\/[!-~]{0,30}$/),
      version: fc.constant('HTTP/1.1'),
      headers: fc.array(header, { maxLength: 5 }),
    }),
    fc.record({
      kind: fc.constant('response' as const),
      version: fc.constant('HTTP/1.0'),
      status: fc.integer({ min: 100, max: 999 }),
      reason: fc.stringMatching(/^[A-Z][a-z]{1,9}$/),
      headers: fc.array(header, { maxLength: 5 }),
    }),
  );
  fc.assert(
    fc.property(head, fc.uint8Array({ maxLength: 9 }), (value, body) => {
      const bytes = encodeHttpHead(value);
      expect(decodeHttpHead(Uint8Array.from([...bytes, ...body]))).toEqual({ head: value, length: bytes.length });
    }),
  );
});

describe('a segment', () => {
  test('is HTTP where a head begins in it on any port, and by its port where none does', () => {
    expect(beginsHttp(bytesOf('HTTP/1.1 200 OK'))).toBe(true);
    expect(beginsHttp(bytesOf('POST /goals'))).toBe(true);
    expect(beginsHttp(bytesOf('GETTING'))).toBe(false);
    expect(isHttp(bytesOf(REQUEST), 40000, 3000)).toBe(true);
    expect(isHttp(bytesOf('{"goals":[]}'), 80, 40000)).toBe(true);
    expect(isHttp(bytesOf('{"goals":[]}'), 3000, 40000)).toBe(false);
    expect(isHttp(new Uint8Array(0), 80, 40000)).toBe(false);
    expect(summarizeHttp(bytesOf(REQUEST))).toBe('GET / HTTP/1.1');
    expect(summarizeHttp(bytesOf('GET nothing'))).toBe('Continuation');
  });

  test('shows the lines of a head and the bytes behind it', () => {
    const layer = httpLayer(bytesOf(`${REQUEST}body`), 0, REQUEST.length + 4);
    expect(layer.rows.map(({ label, filter }) => label || filter)).toEqual([
      '',
      'Host',
      'User-Agent',
      'Accept',
      '',
      'File Data',
    ]);
    expect(layer.rows[5]).toMatchObject({ value: '4 bytes', start: REQUEST.length, rows: [{ value: '626f6479' }] });
  });
});
