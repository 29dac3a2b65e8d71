/** One transfer of curl, as plain data. */
import { formatIpv4, type Ipv4 } from '../../base/ipv4';
import { type Endpoint } from '../../kernel/socket/calls';
import { type Micros, SECOND } from '../../sim/clock';
import { httpHeader } from '../../wire/http';
import { NO_BYTES } from '../../wire/packet';
import type { Lookup } from '../resolver/resolver';
import { bytesOf } from '../text';
import { type CurlOptions } from './options';
import type { CurlState } from './curl.machine';
import { methodOf } from './request';
import { createResponse, type Response } from './response';
import { redirectOf, type Url } from './url';
import type { Values } from './write-out';

export interface Transfer {
  url: Url | null;
  /** As it was typed. */
  readonly given: string;
  redirects: number;
  lookup: Lookup | null;
  addresses: readonly Ipv4[];
  addresses6: readonly string[];
  /** Which address is being tried. */
  address: number;
  socket: string | null;
  /** Connections begun, and the number of the one at hand. */
  connects: number;
  connection: number;
  local: Endpoint | null;
  request: string;
  /** What is still to be sent. */
  sending: Uint8Array;
  response: Response;
  /** The beginning of a character whose rest has not come; what goes to a file. */
  rest: Uint8Array;
  file: string;
  code: number;
  error: string;
  readonly begun: Micros;
  lookedUp: Micros;
  connected: Micros;
  firstByte: Micros;
}

export function createTransfer(given: string, now: Micros): Transfer {
  return {
    url: null,
    given,
    redirects: 0,
    lookup: null,
    addresses: [],
    addresses6: [],
    address: 0,
    socket: null,
    connects: 0,
    connection: 0,
    local: null,
    request: '',
    sending: NO_BYTES,
    response: createResponse(),
    rest: NO_BYTES,
    file: '',
    code: 0,
    error: '',
    begun: now,
    lookedUp: 0,
    connected: 0,
    firstByte: 0,
  };
}

/** Whether the connection could serve another request (RFC 9112, section 9.3). */
export function keepsAlive({ head, framing }: Response): boolean {
  if (head === null || framing === 'close') return false;
  const connection = httpHeader(head, 'Connection')?.toLowerCase();
  return head.version === 'HTTP/1.1' ? connection !== 'close' : connection === 'keep-alive';
}

/** What -w can tell of a transfer. `ip` is the address that it connected to, or nothing. */
export function valuesOf(transfer: Transfer, options: CurlOptions, now: Micros, ip: string): Values {
  const { response, url, local } = transfer;
  const total = now - transfer.begun;
  const seconds = (at: Micros) => (at === 0 ? 0 : (at - transfer.begun) / SECOND).toFixed(6);
  const location = response.head === null ? null : httpHeader(response.head, 'Location');
  const target = url === null || location === null ? null : redirectOf(url, location);
  const status = String(response.head?.status ?? 0).padStart(3, '0');
  return {
    content_type: (response.head && httpHeader(response.head, 'Content-Type')) ?? '',
    errormsg: transfer.error,
    exitcode: String(transfer.code),
    http_code: status,
    response_code: status,
    http_connect: '000',
    http_version: response.head?.version.slice('HTTP/'.length) ?? '0',
    local_ip: local === null || ip === '' ? '' : formatIpv4(local.ip),
    local_port: String(local?.port ?? 0),
    method: methodOf(options, transfer.redirects),
    num_connects: String(transfer.connects),
    num_headers: String(response.head?.headers.length ?? 0),
    num_redirects: String(transfer.redirects),
    redirect_url: target !== null && 'text' in target && 'host' in target && !options.location ? target.text : '',
    remote_ip: ip,
    remote_port: String(ip === '' ? 0 : (url?.port ?? 0)),
    scheme: url?.scheme.toUpperCase() ?? '',
    size_download: String(response.received),
    size_header: String(bytesOf(response.headText).length),
    size_request: String(bytesOf(transfer.request).length),
    size_upload: '0',
    speed_download: String(Math.floor((response.received * SECOND) / Math.max(total, 1))),
    speed_upload: '0',
    ssl_verify_result: '0',
    time_appconnect: '0.000000',
    time_connect: seconds(transfer.connected),
    time_namelookup: seconds(transfer.lookedUp),
    time_pretransfer: seconds(transfer.connected),
    time_redirect: '0.000000',
    time_starttransfer: seconds(transfer.firstByte),
    time_total: (total / SECOND).toFixed(6),
    url: transfer.given,
    url_effective: url?.text ?? transfer.given,
  };
}

/** What curl keeps between two events. */
export interface CurlData {
  state: CurlState;
  readonly options: CurlOptions;
  /** Which URL is being fetched. */
  index: number;
  connections: number;
  transfer: Transfer;
}

/** The file that output goes to, or null. */
export function outputOf({ options, index, transfer }: CurlData): string | null {
  if (options.remoteName)
    return (
      transfer.url?.target
        .replace(/[?#].*/, '')
        .split('/')
        .pop() ?? null
    );
  const output = options.outputs[index] ?? null;
  return output === '-' ? null : output;
}
