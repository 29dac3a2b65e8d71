/** Two hosts on one cable and a TCP connection between them, for tests of what a stream does. */
import {
  accept,
  bind,
  type Caller,
  connect,
  listen,
  openTcp,
  receive,
  send,
  type SocketOptions,
  setOptions,
} from '../../src/kernel/socket/calls';
import type { Netem } from '../../src/kernel/link/link';
import { neighAdd } from '../../src/kernel/neigh/neighbour';
import { addNs, cable, configure, createNet, ip, type Net, run } from './net';

export const CLIENT = ip('10.0.0.1');
export const SERVER = ip('10.0.0.2');
export const PORT = 80;

export interface Pair {
  readonly net: Net;
  readonly client: Caller;
  readonly server: Caller;
}

/** `client` 10.0.0.1 and `server` 10.0.0.2, who know each other's addresses; what each sends passes `netem` where there is one. */
export function twoHosts(seed = 1, netem: Netem | null = null): Pair {
  const net = createNet(seed);
  const a = addNs(net, 'client');
  const b = addNs(net, 'server');
  const ends = cable(net, a, 'eth0', b, 'eth0');
  configure(a, ends.a, '10.0.0.1/24');
  configure(b, ends.b, '10.0.0.2/24');
  neighAdd(net.k, a, ends.a, SERVER, ends.b.mac);
  neighAdd(net.k, b, ends.b, CLIENT, ends.a.mac);
  ends.a.netem = netem;
  ends.b.netem = netem;
  return { net, client: { k: net.k, ns: a }, server: { k: net.k, ns: b } };
}

/** A listening socket of process 2 on port 80 of the server. */
export function listener({ server }: Pair, backlog = 8, options: SocketOptions = {}): string {
  const id = openTcp(server, 2);
  setOptions(server, id, options);
  const failed = bind(server, id, 0, PORT) ?? listen(server, id, backlog);
  if (failed !== null) throw new Error(failed);
  return id;
}

/** A socket of process 1 on the client, connecting. */
export function dial({ client }: Pair, port = PORT): string {
  const id = openTcp(client, 1);
  const result = connect(client, id, SERVER, port);
  if (result !== 'EINPROGRESS') throw new Error(String(result));
  return id;
}

/** The next connection of a listener. */
export function take({ server }: Pair, id: string): string {
  const got = accept(server, id);
  if (typeof got === 'string') throw new Error(got);
  return got.socket;
}

/** A connection and its two sockets. */
export function connectedPair(pair: Pair): { c: string; s: string; listening: string } {
  const listening = listener(pair);
  const c = dial(pair);
  run(pair.net, pair.net.clock.now + 100_000);
  return { c, s: take(pair, listening), listening };
}

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** What a receive gave, as text; an errno stays as it is, in brackets. */
export function heard(caller: Caller, id: string): string {
  const got = receive(caller, id);
  return typeof got === 'string' ? `[${got}]` : new TextDecoder().decode(got);
}

export function say(caller: Caller, id: string, text: string): void {
  const sent = send(caller, id, bytesOf(text));
  if (sent !== text.length) throw new Error(String(sent));
}
