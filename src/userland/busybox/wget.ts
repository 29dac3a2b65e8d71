/** `wget` of busybox 1.35 (networking/wget.c), for HTTP. */
import { formatIpv4 } from '../../base/ipv4';
import { type Errno, strerror } from '../../kernel/errno';
import { close, connect, connected, openTcp, receive, send } from '../../kernel/socket/calls';
import { SECOND } from '../../sim/clock';
import { httpHeader } from '../../wire/http';
import { NO_BYTES } from '../../wire/packet';
import { createResponse, type Response, takeBytes } from '../curl/response';
import { hostText, isUrlError, parseUrl, redirectOf, type Url } from '../curl/url';
import { absolute } from '../http/httpd';
import { program, type Sys } from '../program';
import { type Lookup, onLookup, startLookup } from '../resolver/resolver';
import { append, bytesOf, nextText } from '../text';
import { parseWget, type WgetOptions } from './wget-options';

const TIMER = 'timeout';
const MOST_REDIRECTS = 5;

interface WgetData {
  readonly options: WgetOptions;
  url: Url;
  lookup: Lookup | null;
  ip: number;
  socket: string | null;
  connected: boolean;
  sending: Uint8Array;
  response: Response;
  rest: Uint8Array;
  text: string;
  redirects: number;
}

export const wget = program<WgetData>({
  name: 'wget',
  start: (sys) => {
    const options = parseWget(sys.args);
    if (typeof options === 'string') {
      sys.err(options);
      return 1;
    }
    const url = parseUrl(options.url);
    if (isUrlError(url)) {
      sys.err(`wget: not an http or ftp url: ${options.url}\n`);
      return 1;
    }
    const data: WgetData = {
      options,
      url,
      lookup: null,
      ip: 0,
      socket: null,
      connected: false,
      sending: NO_BYTES,
      response: createResponse(),
      rest: NO_BYTES,
      text: '',
      redirects: 0,
    };
    sys.process.data = data;
    fetch(sys, data);
    return data;
  },
  on: (sys, data, event) => {
    if (data.lookup !== null && onLookup(sys, data.lookup, event)) lookedUp(sys, data);
    else if (event.type === 'timer' && event.name === TIMER) give(sys, 'download timed out');
    else if (event.type === 'socket' && event.socket === data.socket) stirred(sys, data);
  },
});

function give(sys: Sys, text: string): void {
  sys.err(`wget: ${text}\n`);
  sys.exit(1);
}

function say(sys: Sys, data: WgetData, text: string): void {
  if (!data.options.quiet) sys.err(text);
}

function fetch(sys: Sys, data: WgetData): void {
  data.lookup = startLookup(sys, data.url.host);
  lookedUp(sys, data);
}

function lookedUp(sys: Sys, data: WgetData): void {
  const result = data.lookup?.result ?? null;
  if (result === null) return;
  data.lookup = null;
  const [ip] = result.ok ? result.addresses : [];
  if (ip === undefined) {
    give(sys, `bad address '${data.url.host}'`);
    return;
  }
  data.ip = ip;
  say(sys, data, `Connecting to ${hostText(data.url)} (${formatIpv4(ip)}:${data.url.port})\n`);
  data.socket = openTcp(sys, sys.process.pid);
  data.connected = false;
  data.response = createResponse();
  if (data.options.timeout !== null) sys.timer(TIMER, data.options.timeout * SECOND);
  const begun = connect(sys, data.socket, ip, data.url.port);
  if (begun !== 'EINPROGRESS') missed(sys, data, begun ?? 'EINVAL');
}

function missed(sys: Sys, data: WgetData, errno: Errno): void {
  give(sys, `can't connect to remote host (${formatIpv4(data.ip)}): ${strerror(errno)}`);
}

function requestOf({ options, url }: WgetData): Uint8Array {
  const method = options.post !== null ? 'POST' : options.spider ? 'HEAD' : 'GET';
  const lines = [
    `${method} ${url.target} HTTP/1.1`,
    `Host: ${hostText(url)}`,
    `User-Agent: ${options.agent}`,
    'Connection: close',
  ];
  lines.push(...options.headers);
  const body = bytesOf(options.post ?? '');
  if (options.post !== null) {
    lines.push('Content-Type: application/x-www-form-urlencoded', `Content-Length: ${body.length}`);
  }
  return append(bytesOf(`${lines.join('\r\n')}\r\n\r\n`), body);
}

function stirred(sys: Sys, data: WgetData): void {
  const socket = data.socket ?? '';
  if (!data.connected) {
    const result = connected(sys, socket);
    if (result === 'EINPROGRESS') return;
    if (result !== null) {
      missed(sys, data, result);
      return;
    }
    data.connected = true;
    data.sending = requestOf(data);
  }
  if (data.sending.length > 0) {
    const taken = send(sys, socket, data.sending);
    if (typeof taken === 'number') data.sending = data.sending.subarray(taken);
  }
  hear(sys, data);
}

function hear(sys: Sys, data: WgetData): void {
  const { response } = data;
  while (data.socket !== null && sys.process.status === null) {
    const got = receive(sys, data.socket);
    if (got === 'EAGAIN') return;
    if (typeof got === 'string') give(sys, `error getting response: ${strerror(got)}`);
    else if (got.length === 0) {
      if (response.head === null) give(sys, 'error getting response');
      else if (response.framing === 'length') give(sys, 'connection closed prematurely');
      else finish(sys, data);
    } else if (!taken(sys, data, got)) return;
  }
}

/** Takes bytes of the answer; false where there is no more to be read of it. */
function taken(sys: Sys, data: WgetData, bytes: Uint8Array): boolean {
  const { response, options } = data;
  const part = takeBytes(response, bytes, options.spider);
  if (part.malformed) {
    give(sys, 'bad header line');
    return false;
  }
  if (part.head && !headCame(sys, data)) return false;
  const { text, rest } = nextText(data.rest, part.body);
  data.rest = rest;
  if (options.output === '-') sys.out(text);
  else data.text += text;
  if (response.ended) finish(sys, data);
  return !response.ended;
}

function headCame(sys: Sys, data: WgetData): boolean {
  const { response, options } = data;
  const { head } = response;
  if (head === null) return true;
  if (options.serverHeaders) sys.err(response.headText.replaceAll('\r', '').replace(/^/gm, '  ').replace(/ {2}$/, ''));
  const location = httpHeader(head, 'Location');
  if (head.status >= 300 && head.status < 400 && location !== null) {
    const next = redirectOf(data.url, location);
    data.redirects++;
    if (isUrlError(next) || data.redirects > MOST_REDIRECTS) give(sys, 'too many redirections');
    else {
      close(sys, data.socket ?? '');
      data.url = next;
      fetch(sys, data);
    }
    return false;
  }
  if (head.status >= 400) {
    give(sys, `server returned error: ${head.version} ${head.status} ${head.reason}`);
    return false;
  }
  const file = fileOf(data);
  if (options.spider) say(sys, data, 'remote file exists\n');
  else if (options.output === null && sys.readFile(absolute(sys, file)) !== null) {
    give(sys, `can't open '${file}': ${strerror('EEXIST')}`);
    return false;
  } else say(sys, data, file === '-' ? 'writing to stdout\n' : `saving to '${file}'\n`);
  return true;
}

function fileOf({ options, url }: WgetData): string {
  const last =
    url.target
      .replace(/[?#].*/, '')
      .split('/')
      .pop() ?? '';
  const name = options.output ?? (last === '' ? 'index.html' : last);
  return options.directory === null || name === '-' ? name : `${options.directory}/${name}`;
}

/** The width of its bar in a window of 80 columns. */
const BAR = 32;

function finish(sys: Sys, data: WgetData): void {
  const { options, response } = data;
  if (!options.spider) {
    const file = fileOf(data);
    const name = (file.split('/').pop() ?? file).slice(0, 20).padEnd(20);
    say(sys, data, `\r${name} 100% |${'*'.repeat(BAR)}| ${String(response.received).padStart(5)}  0:00:00 ETA\n`);
    if (file !== '-') sys.writeFile(absolute(sys, file), data.text);
    say(sys, data, file === '-' ? 'written to stdout\n' : `'${file}' saved\n`);
  }
  sys.exit(0);
}
