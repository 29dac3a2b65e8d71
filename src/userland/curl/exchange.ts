/** Request and answer of one transfer (lib/http.c, lib/transfer.c). */
import { strerror } from '../../kernel/errno';
import { receive, send } from '../../kernel/socket/calls';
import { MICROSECOND } from '../../sim/clock';
import { httpHeader } from '../../wire/http';
import type { Sys } from '../program';
import { append, bytesOf, nextText } from '../text';
import type { CurlEvent } from './curl.machine';
import { DONE_TIMER, fail } from './telling';
import { requestOf } from './request';
import { createResponse, takeBytes } from './response';
import { clientHello, isTls } from './tls';
import { type CurlData, outputOf } from './transfer';
import { isUrlError, redirectOf } from './url';

/** What curl takes between the last byte of an answer and the end of the connection. */
const WORK = 150 * MICROSECOND;

/** Sends the request. */
export function ask(sys: Sys, data: CurlData): CurlEvent | null {
  const { transfer, options } = data;
  if (transfer.url === null) return null;
  transfer.response = createResponse();
  if (transfer.url.scheme === 'ftp') return 'sent';
  if (transfer.url.scheme === 'https') transfer.sending = clientHello();
  else {
    const { head, body } = requestOf(options, transfer.url, transfer.redirects);
    transfer.request = head;
    transfer.sending = append(bytesOf(head), bytesOf(body));
    if (options.verbose) {
      sys.err(head.trimEnd().replaceAll('\r', '').replace(/^/gm, '> ') + '\n> \n');
      if (body !== '') sys.err(`} [${bytesOf(body).length} bytes data]\n`);
    }
  }
  return sendRest(sys, data);
}

export function sendRest(sys: Sys, data: CurlData): CurlEvent | null {
  const { transfer } = data;
  while (transfer.sending.length > 0) {
    const taken = send(sys, transfer.socket ?? '', transfer.sending);
    if (taken === 'EAGAIN') return null;
    if (typeof taken === 'string') {
      return fail(sys, data, 55, `Send failure: ${strerror(taken)}`);
    }
    transfer.sending = transfer.sending.subarray(taken);
  }
  return 'sent';
}

/** Reads what has come. */
export function hear(sys: Sys, data: CurlData): CurlEvent | null {
  const { transfer } = data;
  while (transfer.socket !== null && sys.process.timers[DONE_TIMER] === undefined) {
    const got = receive(sys, transfer.socket);
    if (got === 'EAGAIN') return null;
    if (typeof got === 'string') return fail(sys, data, 56, `Recv failure: ${strerror(got)}`);
    const event = got.length === 0 ? streamEnded(sys, data) : taken(sys, data, got);
    if (event !== null) return event;
  }
  return null;
}

function taken(sys: Sys, data: CurlData, bytes: Uint8Array): CurlEvent | null {
  const { transfer, options } = data;
  const { response } = transfer;
  if (transfer.firstByte === 0) transfer.firstByte = sys.k.clock.now;
  if (transfer.url?.scheme === 'https' && !isTls(bytes)) {
    return fail(sys, data, 35, 'OpenSSL/3.0.19: error:0A00010B:SSL routines::wrong version number');
  }
  if (transfer.url?.scheme === 'ftp') return fail(sys, data, 8, 'Weird server reply');
  const part = takeBytes(response, bytes, options.head);
  if (part.malformed) {
    return fail(sys, data, 1, 'Received HTTP/0.9 when not allowed');
  }
  if (part.head) {
    if (options.verbose) sys.err(response.headText.replaceAll('\r', '').replace(/^/gm, '< ').replace(/< $/, ''));
    if (options.include || options.head) write(sys, data, bytesOf(response.headText));
    const status = response.head?.status ?? 0;
    if (options.fail && status >= 400) {
      return fail(sys, data, 22, `The requested URL returned error: ${status}`);
    }
  }
  if (part.body.length > 0 && redirectTarget(data) === null) {
    if (options.verbose) sys.err(`{ [${part.body.length} bytes data]\n`);
    write(sys, data, part.body);
  }
  if (response.ended) sys.timer(DONE_TIMER, WORK);
  return null;
}

function streamEnded(sys: Sys, data: CurlData): CurlEvent {
  const { response, url } = data.transfer;
  if (url?.scheme === 'https') {
    return fail(sys, data, 35, `OpenSSL SSL_connect: SSL_ERROR_SYSCALL in connection to ${url.host}:${url.port} `);
  }
  if (response.head === null) return fail(sys, data, 52, 'Empty reply from server');
  if (response.framing === 'close') return ended(sys, data);
  const rest =
    response.framing === 'length' ? `${response.left} bytes remaining to read` : 'outstanding read data remaining';
  return fail(sys, data, 18, `transfer closed with ${rest}`);
}

/** Where -L goes from here, or null. */
function redirectTarget({ options, transfer }: CurlData): string | null {
  const { head } = transfer.response;
  return options.location && head !== null && head.status >= 300 && head.status < 400
    ? httpHeader(head, 'Location')
    : null;
}

/** The whole answer has come. */
export function ended(sys: Sys, data: CurlData): CurlEvent {
  const { transfer, options } = data;
  const location = redirectTarget(data);
  if (location === null || transfer.url === null) return 'complete';
  if (transfer.redirects >= options.maxRedirs) {
    return fail(sys, data, 47, `Maximum (${options.maxRedirs}) redirects followed`);
  }
  const next = redirectOf(transfer.url, location);
  if (isUrlError(next)) return fail(sys, data, next.code, next.text);
  transfer.url = next;
  transfer.redirects++;
  return 'redirected';
}

/** Output goes on as it comes, or into a file. */
function write(sys: Sys, data: CurlData, bytes: Uint8Array): void {
  const { transfer } = data;
  const { text, rest } = nextText(transfer.rest, bytes);
  transfer.rest = rest;
  if (outputOf(data) === null) sys.out(text);
  else transfer.file += text;
}
