/** `httpd` of busybox 1.35: `httpd -f -p PORT -h HOME`. */
import { formatIpv4, parseIpv4 } from '../../base/ipv4';
import { strerror } from '../../kernel/errno';
import { bind, listen, openTcp, setOptions } from '../../kernel/socket/calls';
import { SECOND } from '../../sim/clock';
import { encodeHttpHead, type HttpHeader, type HttpRequest } from '../../wire/http';
import { getopt } from '../getopt';
import { program, type Sys } from '../program';
import { append, bytesOf } from '../text';
import { EPOCH_SECONDS } from '../time';
import { formatHttpDate } from './date';
import { type Connection, serve, type ServerData } from './server';
import { isDirectory } from '../directory';
import { mimeType, pathOf } from './site';

const BACKLOG = 9;
/** A connection without a request is given up after a minute. */
const PATIENCE = 60 * SECOND;

const PAGES = {
  404: ['Not Found', 'The requested URL was not found'],
  408: ['Request Timeout', 'No request appeared within 60 seconds'],
  501: ['Not Implemented', 'The requested method is not recognized'],
  400: ['Bad Request', 'Unsupported method'],
} as const;

interface HttpdData extends ServerData {
  readonly home: string;
}

export const httpd = program<HttpdData>({
  name: 'httpd',
  start: (sys) => {
    const parsed = getopt(sys.args, 'c:d:h:ifp:u:r:m:e:v');
    const given = new Map(parsed.ok ? parsed.options : []);
    const home = absolute(sys, given.get('h') ?? '.');
    if (!isDirectory(sys, home)) {
      sys.err(`httpd: can't change directory to '${given.get('h') ?? ''}': ${strerror('ENOENT')}\n`);
      return 1;
    }
    if (!given.has('f')) {
      sys.spawn(['httpd', '-f', ...sys.args], { parent: null, stdout: { to: 'null' }, stderr: { to: 'null' } });
      return 0;
    }
    const [, address, port] = /^(?:(.*):)?(\d+)$/.exec(given.get('p') ?? '80') ?? [];
    const listening = openTcp(sys, sys.process.pid, address === undefined ? 'dual' : 'none');
    setOptions(sys, listening, { reuseAddress: true });
    const failed = bind(sys, listening, parseIpv4(address ?? '') ?? 0, Number(port ?? 80));
    if (failed !== null) {
      sys.err(`httpd: bind: ${strerror(failed)}\n`);
      return 1;
    }
    listen(sys, listening, BACKLOG);
    return { listening, connections: {}, home };
  },
  on: (sys, data, event) => {
    serve(sys, data, event, (request) => answer(sys, data, request), {
      patience: PATIENCE,
      tooLate: () => [page(sys, 408)],
    });
  },
});

/** A path from the process's working directory. */
export function absolute(sys: Sys, path: string): string {
  if (path.startsWith('/')) return path;
  return pathOf(sys.process.env['PWD'] ?? '/', path) ?? '/';
}

function answer(sys: Sys, data: HttpdData, request: HttpRequest | null): Uint8Array[] {
  if (request === null) return [page(sys, 400)];
  if (request.method !== 'GET' && request.method !== 'HEAD') return [page(sys, 501)];
  const path = pathOf(data.home, request.target);
  const file = path === null ? null : sys.readFile(path) === null ? `${path}/index.html` : path;
  const text = file === null ? null : sys.readFile(file.replace('//', '/'));
  if (file === null || text === null) return [page(sys, 404)];
  const body = bytesOf(text);
  const head = bytes(sys, 200, 'OK', [
    ['Content-type', mimeType(file) ?? 'application/octet-stream'],
    ['Accept-Ranges', 'bytes'],
    ['Last-Modified', formatHttpDate(0)],
    ['ETag', `"${EPOCH_SECONDS.toString(16)}-${body.length.toString(16)}"`],
    ['Content-Length', String(body.length)],
  ]);
  // The body goes out whatever the method: an answer to HEAD is followed by it too.
  return body.length === 0 ? [head] : [head, body];
}

function bytes(sys: Sys, status: number, reason: string, headers: readonly HttpHeader[]): Uint8Array {
  const common: HttpHeader[] = [
    ['Date', formatHttpDate(sys.k.clock.now)],
    ['Connection', 'close'],
  ];
  return encodeHttpHead({ kind: 'response', version: 'HTTP/1.1', status, reason, headers: [...common, ...headers] });
}

/** An error and its page, in one write. */
function page(sys: Sys, status: keyof typeof PAGES): Uint8Array {
  const [reason, text] = PAGES[status];
  const title = `${status} ${reason}`;
  const html = `<HTML><HEAD><TITLE>${title}</TITLE></HEAD>\n<BODY><H1>${title}</H1>\n${text}\n</BODY></HTML>\n`;
  return append(bytes(sys, status, reason, [['Content-type', 'text/html']]), bytesOf(html));
}

/** Where a connection comes from, as servers log it. */
export function peerText({ peer }: Connection): string {
  return formatIpv4(peer.ip);
}
