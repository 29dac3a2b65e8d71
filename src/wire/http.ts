/** Heads of HTTP/1.x messages (RFC 9112). Labels and names follow Wireshark's packet-http.c. */
import { type Layer, type Row, showBytes } from './field';

export interface HttpRequest {
  readonly kind: 'request';
  readonly method: string;
  readonly target: string;
  /** `HTTP/1.1` */
  readonly version: string;
  readonly headers: readonly HttpHeader[];
}

export interface HttpResponse {
  readonly kind: 'response';
  readonly version: string;
  readonly status: number;
  readonly reason: string;
  readonly headers: readonly HttpHeader[];
}

/** Name as it is written, and value without the blanks around it. */
export type HttpHeader = readonly [name: string, value: string];
export type HttpHead = HttpRequest | HttpResponse;

/** Ports whose segments are taken for parts of a message even where no head begins in them, as Wireshark does. */
const HTTP_PORTS = new Set([80, 3128, 8000, 8080, 8088]);
/** A head beyond this size is not waited for. */
const LONGEST_HEAD = 65536;

const REQUEST_LINE = /^([A-Z]+) (\S+) (HTTP\/\d\.\d)$/;
const STATUS_LINE = /^(HTTP\/\d\.\d) (\d{3})(?: (.*))?$/;
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'CONNECT', 'OPTIONS', 'TRACE', 'PATCH'];
/** What the first bytes have to be for the rest to be looked at: `HTTP/1`, or a method and a blank. */
const BEGINNINGS = ['HTTP/1', ...METHODS.map((method) => `${method} `)].map((text) =>
  Uint8Array.from(text, (char) => char.charCodeAt(0)),
);

const CR = 13;
const LF = 10;
const encoder = new TextEncoder();

interface Line {
  readonly text: string;
  readonly start: number;
  /** Behind the line's own end. */
  readonly end: number;
}

function latin1(bytes: Uint8Array, start: number, end: number): string {
  let text = '';
  for (let i = start; i < end; i++) text += String.fromCharCode(bytes[i]!);
  return text;
}

/** The lines of a head from `start`, its blank line last if it is there: a lone LF ends a line too (RFC 9112, section 2.2). */
function headLines(bytes: Uint8Array, start: number, end: number): Line[] {
  const lines: Line[] = [];
  let at = start;
  while (at < end) {
    const newline = bytes.indexOf(LF, at);
    if (newline < 0 || newline >= end) break;
    const last = newline > at && bytes[newline - 1] === CR ? newline - 1 : newline;
    lines.push({ text: latin1(bytes, at, last), start: at, end: newline + 1 });
    at = newline + 1;
    if (last === lines[lines.length - 1]!.start) break;
  }
  return lines;
}

function parseHeader(line: string): HttpHeader | null {
  const colon = line.indexOf(':');
  return colon < 1 ? null : [line.slice(0, colon), line.slice(colon + 1).trim()];
}

function parseFirstLine(line: string): HttpRequest | HttpResponse | null {
  const request = REQUEST_LINE.exec(line);
  if (request) return { kind: 'request', method: request[1]!, target: request[2]!, version: request[3]!, headers: [] };
  const response = STATUS_LINE.exec(line);
  if (!response) return null;
  return {
    kind: 'response',
    version: response[1]!,
    status: Number(response[2]),
    reason: response[3] ?? '',
    headers: [],
  };
}

/**
 * The head that the bytes begin with, and how long it is; `incomplete` where its blank line has not come yet, `malformed` where
 * it is no head.
 */
export function decodeHttpHead(bytes: Uint8Array): { head: HttpHead; length: number } | 'incomplete' | 'malformed' {
  const lines = headLines(bytes, 0, bytes.length);
  const [first, ...rest] = lines;
  if (!first) return bytes.length > LONGEST_HEAD ? 'malformed' : 'incomplete';
  const start = parseFirstLine(first.text);
  if (!start) return 'malformed';
  const headers: HttpHeader[] = [];
  for (const line of rest) {
    if (line.text === '') return { head: { ...start, headers }, length: line.end };
    const header = parseHeader(line.text);
    if (!header) return 'malformed';
    headers.push(header);
  }
  return bytes.length > LONGEST_HEAD ? 'malformed' : 'incomplete';
}

/** The value of the first header of that name, in whatever case, or null. */
export function httpHeader(head: HttpHead, name: string): string | null {
  const wanted = name.toLowerCase();
  return head.headers.find(([key]) => key.toLowerCase() === wanted)?.[1] ?? null;
}

/** The head with its blank line. */
export function encodeHttpHead(head: HttpHead): Uint8Array {
  const first =
    head.kind === 'request'
      ? `${head.method} ${head.target} ${head.version}`
      : `${head.version} ${head.status} ${head.reason}`;
  return encoder.encode([first, ...head.headers.map(([name, value]) => `${name}: ${value}`), '', ''].join('\r\n'));
}

/** Whether a segment's payload begins with the first line of a head. */
export function beginsHttp(payload: Uint8Array): boolean {
  return BEGINNINGS.some((beginning) => beginning.every((byte, i) => payload[i] === byte));
}

/** Whether a segment's payload belongs to HTTP: it begins a head, or goes over a port of HTTP. */
export function isHttp(payload: Uint8Array, srcPort: number, dstPort: number): boolean {
  return payload.length > 0 && (HTTP_PORTS.has(srcPort) || HTTP_PORTS.has(dstPort) || beginsHttp(payload));
}

/** Headers that Wireshark has a filter name for. */
const HEADER_FILTERS: Readonly<Record<string, string>> = {
  accept: 'http.accept',
  'accept-encoding': 'http.accept_encoding',
  'accept-language': 'http.accept_language',
  authorization: 'http.authorization',
  'cache-control': 'http.cache_control',
  connection: 'http.connection',
  'content-encoding': 'http.content_encoding',
  'content-length': 'http.content_length_header',
  'content-type': 'http.content_type',
  cookie: 'http.cookie',
  date: 'http.date',
  host: 'http.host',
  'last-modified': 'http.last_modified',
  location: 'http.location',
  referer: 'http.referer',
  server: 'http.server',
  'set-cookie': 'http.set_cookie',
  'transfer-encoding': 'http.transfer_encoding',
  'user-agent': 'http.user_agent',
  'x-forwarded-for': 'http.x_forwarded_for',
};

/** A segment's payload from `start` to `end`: the lines of a head if one begins in it, and what lies behind. */
export function httpLayer(bytes: Uint8Array, start: number, end: number): Layer {
  const lines = beginsHttp(bytes.subarray(start, end)) ? headLines(bytes, start, end) : [];
  const [first, ...rest] = lines;
  const parsed = first && parseFirstLine(first.text);
  const used = parsed ? lines : [];
  const body = used[used.length - 1]?.end ?? start;
  const rows = [
    ...(first && parsed ? [firstRow(first, parsed)] : []),
    ...(parsed ? rest.map((line) => headerRow(line, parsed.kind)) : []),
    ...(body < end ? [bodyRow(bytes, body, end)] : []),
  ];
  return {
    protocol: 'http',
    title: 'Hypertext Transfer Protocol',
    start,
    end,
    summary: first && parsed ? first.text : '',
    rows,
  };
}

function firstRow({ text, start, end }: Line, head: HttpHead): Row {
  const part = (label: string, filter: string, value: string, from: number): Row => {
    return { label, filter, value, start: start + from, end: start + from + value.length };
  };
  const rows =
    head.kind === 'request'
      ? [
          part('Request Method', 'http.request.method', head.method, 0),
          part('Request URI', 'http.request.uri', head.target, head.method.length + 1),
          part('Request Version', 'http.request.version', head.version, head.method.length + head.target.length + 2),
        ]
      : [
          part('Response Version', 'http.response.version', head.version, 0),
          part('Status Code', 'http.response.code', String(head.status), head.version.length + 1),
          ...(head.reason
            ? [part('Response Phrase', 'http.response.phrase', head.reason, head.version.length + 5)]
            : []),
        ];
  return { label: '', filter: '', value: `${text}\\r\\n`, start, end, rows };
}

function headerRow({ text, start, end }: Line, kind: HttpHead['kind']): Row {
  const header = parseHeader(text);
  if (!header) return { label: '', filter: '', value: `${text}\\r\\n`, start, end };
  const filter = HEADER_FILTERS[header[0].toLowerCase()] ?? `http.${kind}.line`;
  return { label: header[0], filter, value: `${header[1]}\\r\\n`, start, end };
}

function bodyRow(bytes: Uint8Array, start: number, end: number): Row {
  const data: Row = { label: 'Data', filter: 'data.data', value: showBytes(bytes, start, end), start, end };
  return { label: 'File Data', filter: 'http.file_data', value: `${end - start} bytes`, start, end, rows: [data] };
}

/** A payload that `isHttp` accepted, on one line: its first line, or that it goes on with one before. */
export function summarizeHttp(payload: Uint8Array): string {
  const first = beginsHttp(payload) ? headLines(payload, 0, payload.length)[0] : undefined;
  return first && parseFirstLine(first.text) ? first.text : 'Continuation';
}
