/** What every HTTP server here does: takes connections, reads a request, writes its answer in the pieces it is made of, and closes. */
import { accept, close, type Endpoint, receive, send } from '../../kernel/socket/calls';
import { MICROSECOND } from '../../sim/clock';
import { decodeHttpHead, type HttpRequest } from '../../wire/http';
import { NO_BYTES } from '../../wire/packet';
import type { ProcessEvent, Sys } from '../program';
import { append } from '../text';

export interface Connection {
  readonly peer: Endpoint;
  received: Uint8Array;
  /** What is still to be written, null while the request is not whole. */
  parts: Uint8Array[] | null;
}

export interface ServerData {
  readonly listening: string;
  readonly connections: Record<string, Connection>;
}

/** Time between two writes of a server, and between the last and its close. */
const BETWEEN_WRITES = 500 * MICROSECOND;
const BEFORE_CLOSE = 50 * MICROSECOND;

/** Answers a request with the pieces to write, each in a write of its own; `null` is a request that is none. */
export type Respond = (request: HttpRequest | null, connection: Connection) => readonly Uint8Array[];

/** How long a request is waited for, and what is said instead of an answer. */
export interface Patience {
  readonly patience: number;
  readonly tooLate: () => readonly Uint8Array[];
}

/** Takes an event of the server's process. */
export function serve(sys: Sys, data: ServerData, event: ProcessEvent, respond: Respond, rules?: Patience): void {
  if (event.type === 'timer') {
    const connection = data.connections[event.name];
    if (connection?.parts === null) connection.parts = [...(rules?.tooLate() ?? [])];
    write(sys, data, event.name);
  }
  if (event.type !== 'socket') return;
  if (event.socket === data.listening) acceptAll(sys, data, respond, rules);
  else if (data.connections[event.socket]?.parts === null) read(sys, data, event.socket, respond);
  else write(sys, data, event.socket);
}

function acceptAll(sys: Sys, data: ServerData, respond: Respond, rules: Patience | undefined): void {
  for (let got = accept(sys, data.listening); typeof got !== 'string'; got = accept(sys, data.listening)) {
    data.connections[got.socket] = { peer: got.peer, received: NO_BYTES, parts: null };
    if (rules !== undefined) sys.timer(got.socket, rules.patience);
    read(sys, data, got.socket, respond);
  }
}

function read(sys: Sys, data: ServerData, id: string, respond: Respond): void {
  const connection = data.connections[id];
  if (connection === undefined) return;
  const got = receive(sys, id);
  if (got === 'EAGAIN') return;
  if (typeof got === 'string' || got.length === 0) {
    hangUp(sys, data, id);
    return;
  }
  connection.received = append(connection.received, got);
  const request = decodeHttpHead(connection.received);
  if (request === 'incomplete') return;
  const isRequest = request !== 'malformed' && request.head.kind === 'request';
  sys.cancel(id);
  connection.parts = [...respond(isRequest && request.head.kind === 'request' ? request.head : null, connection)];
  write(sys, data, id);
}

/** Writes the next piece; the rest follows a little later, or when there is room again. */
function write(sys: Sys, data: ServerData, id: string): void {
  const parts = data.connections[id]?.parts;
  if (parts == null || sys.process.timers[id] !== undefined) return;
  const [first] = parts;
  if (first === undefined) {
    hangUp(sys, data, id);
    return;
  }
  const taken = send(sys, id, first);
  if (typeof taken === 'string') {
    if (taken !== 'EAGAIN') hangUp(sys, data, id);
    return;
  }
  if (taken < first.length) {
    parts[0] = first.subarray(taken);
    return;
  }
  parts.shift();
  sys.timer(id, parts.length > 0 ? BETWEEN_WRITES : BEFORE_CLOSE);
}

function hangUp(sys: Sys, data: ServerData, id: string): void {
  sys.cancel(id);
  close(sys, id);
  delete data.connections[id];
}
