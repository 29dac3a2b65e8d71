/** `python3 -m http.server [PORT] [--bind ADDRESS] [--directory DIRECTORY]` (Lib/http/server.py of Python 3.11). */
import { parseIpv4 } from '../../base/ipv4';
import { type Errno, strerror } from '../../kernel/errno';
import { bind, listen, openTcp, setOptions } from '../../kernel/socket/calls';
import { encodeHttpHead, type HttpHeader, type HttpRequest } from '../../wire/http';
import { program, type Sys } from '../program';
import { bytesOf } from '../text';
import { formatHttpDate, formatLogDate } from './date';
import { absolute, peerText } from './httpd';
import { type Connection, serve, type ServerData } from './server';
import { listDirectory } from '../directory';
import { mimeType, pathOf } from './site';

const BACKLOG = 5;
const SERVER = 'SimpleHTTP/0.6 Python/3.11.2';
const ERRNO: Partial<Record<Errno, number>> = { EADDRINUSE: 98, EADDRNOTAVAIL: 99, EACCES: 13 };

interface PythonData extends ServerData {
  readonly home: string;
}

export const python3 = program<PythonData>({
  name: 'python3',
  start: (sys) => {
    const { args } = sys;
    const at = args.indexOf('-m');
    if (args[at + 1] !== 'http.server') return refuse(sys, at < 0 ? null : (args[at + 1] ?? null));
    const rest = args.slice(at + 2);
    const valueOf = (...names: string[]) => rest[rest.findIndex((arg) => names.includes(arg)) + 1];
    const has = (...names: string[]) => rest.some((arg) => names.includes(arg));
    const ip = has('--bind', '-b') ? (parseIpv4(valueOf('--bind', '-b') ?? '') ?? 0) : 0;
    const text = has('--bind', '-b') ? (valueOf('--bind', '-b') ?? '') : '0.0.0.0';
    const port = Number(rest.find((arg, i) => /^\d+$/.test(arg) && !rest[i - 1]?.startsWith('-')) ?? 8000);
    const home = absolute(sys, has('--directory', '-d') ? (valueOf('--directory', '-d') ?? '.') : '.');
    const listening = openTcp(sys, sys.process.pid);
    setOptions(sys, listening, { reuseAddress: true });
    const failed = bind(sys, listening, ip, port);
    if (failed !== null) {
      sys.err(traceback(failed));
      return 1;
    }
    listen(sys, listening, BACKLOG);
    sys.out(`Serving HTTP on ${text} port ${port} (http://${text}:${port}/) ...\n`);
    return { listening, connections: {}, home };
  },
  takes: ['SIGINT'],
  on: (sys, data, event) => {
    if (event.type === 'signal') {
      sys.out('\nKeyboard interrupt received, exiting.\n');
      sys.exit(0);
    } else serve(sys, data, event, (request, connection) => answer(sys, data, request, connection));
  },
});

function refuse(sys: Sys, module: string | null): number {
  if (sys.args[0] === '-V' || sys.args[0] === '--version') {
    sys.out('Python 3.11.2\n');
    return 0;
  }
  if (module === null) return 0;
  sys.err(`/usr/bin/python3: No module named ${module}\n`);
  return 1;
}

function traceback(errno: Errno): string {
  const calls = [
    ['<frozen runpy>', 198, '_run_module_as_main', null],
    ['<frozen runpy>', 88, '_run_code', null],
    ['/usr/lib/python3.11/http/server.py', 1309, '<module>', 'test('],
    ['/usr/lib/python3.11/http/server.py', 1256, 'test', 'with ServerClass(addr, HandlerClass) as httpd:'],
    ['/usr/lib/python3.11/socketserver.py', 456, '__init__', 'self.server_bind()'],
    ['/usr/lib/python3.11/http/server.py', 1303, 'server_bind', 'return super().server_bind()'],
    ['/usr/lib/python3.11/http/server.py', 136, 'server_bind', 'socketserver.TCPServer.server_bind(self)'],
    ['/usr/lib/python3.11/socketserver.py', 472, 'server_bind', 'self.socket.bind(self.server_address)'],
  ] as const;
  const lines = calls.map(
    ([file, line, name, code]) => `  File "${file}", line ${line}, in ${name}\n${code === null ? '' : `    ${code}\n`}`,
  );
  return `Traceback (most recent call last):\n${lines.join('')}OSError: [Errno ${ERRNO[errno] ?? 22}] ${strerror(errno)}\n`;
}

function answer(sys: Sys, data: PythonData, request: HttpRequest | null, connection: Connection): Uint8Array[] {
  const log = (text: string) => {
    sys.err(`${peerText(connection)} - - [${formatLogDate(sys.k.clock.now)}] ${text}\n`);
  };
  if (request === null) return [];
  const line = `"${request.method} ${request.target} ${request.version}"`;
  const error = (status: number, reason: string, why: string): Uint8Array[] => {
    log(`code ${status}, message ${reason}`);
    log(`${line} ${status} -`);
    const body = bytesOf(errorPage(status, reason, why));
    const headers: HttpHeader[] = [
      ['Connection', 'close'],
      ['Content-Type', 'text/html;charset=utf-8'],
      ['Content-Length', String(body.length)],
    ];
    const head = bytes(sys, status, reason, headers);
    return request.method === 'HEAD' ? [head] : [head, body];
  };
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return error(501, `Unsupported method ('${request.method}')`, 'Server does not support this operation.');
  }
  const found = find(sys, data, request.target);
  if (found === null) return error(404, 'File not found', 'Nothing matches the given URI.');
  log(`${line} 200 -`);
  const body = bytesOf(found.text);
  const modified: HttpHeader[] = found.listing ? [] : [['Last-Modified', formatHttpDate(0)]];
  const head = bytes(sys, 200, 'OK', [
    ['Content-type', found.type],
    ['Content-Length', String(body.length)],
    ...modified,
  ]);
  return request.method === 'HEAD' || body.length === 0 ? [head] : [head, body];
}

function find(sys: Sys, data: PythonData, target: string): { text: string; type: string; listing: boolean } | null {
  const path = pathOf(data.home, target);
  if (path === null) return null;
  const index = `${path}/index.html`.replace('//', '/');
  for (const file of [path, index]) {
    const text = sys.readFile(file);
    if (text !== null) return { text, type: mimeType(file) ?? 'application/octet-stream', listing: false };
  }
  const names = listDirectory(sys, path);
  if (names === null && path !== data.home) return null;
  return { text: listing(target, names ?? []), type: 'text/html; charset=utf-8', listing: true };
}

function listing(target: string, names: readonly string[]): string {
  const title = `Directory listing for ${target}`;
  const items = names.map((name) => `<li><a href="${encodeURI(name)}">${name}</a></li>\n`).join('');
  return `<!DOCTYPE HTML>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>${title}</title>\n</head>\n<body>\n<h1>${title}</h1>\n<hr>\n<ul>\n${items}</ul>\n<hr>\n</body>\n</html>\n`;
}

function errorPage(status: number, reason: string, why: string): string {
  return `<!DOCTYPE HTML>
<html lang="en">
    <head>
        <meta charset="utf-8">
        <title>Error response</title>
    </head>
    <body>
        <h1>Error response</h1>
        <p>Error code: ${status}</p>
        <p>Message: ${reason}.</p>
        <p>Error code explanation: ${status} - ${why}</p>
    </body>
</html>
`;
}

function bytes(sys: Sys, status: number, reason: string, headers: readonly HttpHeader[]): Uint8Array {
  const common: HttpHeader[] = [
    ['Server', SERVER],
    ['Date', formatHttpDate(sys.k.clock.now)],
  ];
  return encodeHttpHead({ kind: 'response', version: 'HTTP/1.0', status, reason, headers: [...common, ...headers] });
}
