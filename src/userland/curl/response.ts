/** The answer as it comes: head, then a body whose end is told by its length, by its chunks, or by the end of the stream (RFC 9112, section 6.3). */
import { decodeHttpHead, type HttpResponse, httpHeader } from '../../wire/http';
import { NO_BYTES } from '../../wire/packet';
import { append, textOf } from '../text';

export interface Response {
  /** Bytes that are not understood yet. */
  buffer: Uint8Array;
  head: HttpResponse | null;
  /** The head as it came. */
  headText: string;
  framing: 'none' | 'length' | 'chunked' | 'close';
  /** Bytes of the body still to come; of the chunk at hand. */
  left: number;
  length: number | null;
  received: number;
  ended: boolean;
}

export function createResponse(): Response {
  return {
    buffer: NO_BYTES,
    head: null,
    headText: '',
    framing: 'close',
    left: 0,
    length: null,
    received: 0,
    ended: false,
  };
}

export type Taken = { readonly body: Uint8Array; readonly head: boolean; readonly malformed: boolean };

/** Takes bytes in: the part of the body that they bring, and whether the head has become whole. `bodiless` is an answer to HEAD. */
export function takeBytes(response: Response, bytes: Uint8Array, bodiless: boolean): Taken {
  response.buffer = append(response.buffer, bytes);
  let head = false;
  if (response.head === null) {
    const read = decodeHttpHead(response.buffer);
    if (read === 'incomplete') return { body: NO_BYTES, head, malformed: false };
    if (read === 'malformed' || read.head.kind !== 'response') return { body: NO_BYTES, head, malformed: true };
    response.headText = textOf(response.buffer.subarray(0, read.length));
    response.buffer = response.buffer.subarray(read.length);
    if (read.head.status >= 100 && read.head.status < 200) return takeBytes(response, NO_BYTES, bodiless);
    response.head = read.head;
    frame(response, read.head, bodiless);
    head = true;
  }
  return { body: takeBody(response), head, malformed: false };
}

function frame(response: Response, head: HttpResponse, bodiless: boolean): void {
  const length = httpHeader(head, 'Content-Length');
  response.length = length === null ? null : Number(length);
  if (bodiless || head.status === 204 || head.status === 304) response.framing = 'none';
  else if (httpHeader(head, 'Transfer-Encoding')?.toLowerCase() === 'chunked') response.framing = 'chunked';
  else if (length !== null) response.framing = 'length';
  response.left = response.framing === 'length' ? Number(length) : 0;
  response.ended = response.framing === 'none' || (response.framing === 'length' && response.left === 0);
}

function takeBody(response: Response): Uint8Array {
  if (response.ended) return NO_BYTES;
  let body: Uint8Array = NO_BYTES;
  if (response.framing === 'chunked') {
    for (let more = nextChunk(response); more !== null; more = nextChunk(response)) body = append(body, more);
  } else {
    const most = response.framing === 'length' ? response.left : response.buffer.length;
    body = take(response, most);
    response.left -= body.length;
    response.ended = response.framing === 'length' && response.left === 0;
  }
  response.received += body.length;
  return body;
}

function take(response: Response, most: number): Uint8Array {
  const taken = response.buffer.subarray(0, most);
  response.buffer = response.buffer.subarray(taken.length);
  return taken;
}

/** The next part of a chunk; null where its size or its bytes have not come, or all is there. */
function nextChunk(response: Response): Uint8Array | null {
  if (response.ended) return null;
  if (response.left === 0) {
    const line = /^(?:\r\n)?([0-9a-fA-F]+)[^\r\n]*\r\n/.exec(textOf(response.buffer.subarray(0, 64)));
    if (line === null) return null;
    response.buffer = response.buffer.subarray(line[0].length);
    response.left = parseInt(line[1] ?? '0', 16);
    response.ended = response.left === 0;
    if (response.ended) return null;
  }
  const taken = take(response, response.left);
  response.left -= taken.length;
  return taken.length === 0 ? null : taken;
}
