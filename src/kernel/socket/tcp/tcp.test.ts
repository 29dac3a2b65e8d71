import { expect, test } from 'vitest';
import { ip, linkOf, run } from '../../../../tests/unit/net';
import {
  CLIENT,
  connectedPair,
  dial,
  heard,
  listener,
  type Pair,
  say,
  SERVER,
  take,
  twoHosts,
} from '../../../../tests/unit/stream';
import { SECOND } from '../../../sim/clock';
import { put } from '../../../sim/table';
import { type Tcp, TcpFlag } from '../../../wire/packet';
import { decodeTcpOptions } from '../../../wire/tcp';
import { PathMtu } from '../../netns';
import { socketsOf } from '../ping-socket';
import {
  accept,
  bind,
  close,
  connect,
  connected,
  listen,
  openTcp,
  receive,
  send,
  setOptions,
  shutdown,
} from '../calls';

const LETTERS: readonly (readonly [number, string])[] = [
  [TcpFlag.SYN, 'S'],
  [TcpFlag.FIN, 'F'],
  [TcpFlag.RST, 'R'],
  [TcpFlag.PSH, 'P'],
  [TcpFlag.ACK, 'A'],
];

interface Seen {
  readonly at: number;
  readonly from: string;
  readonly id: number;
  readonly tcp: Tcp;
}

/** The segments that left, as the host that sent them, their flags and their length: `client PA 5`. */
function segments(pair: Pair): Seen[] {
  return pair.net.steps.flatMap(({ at, place, sent, frame }) => {
    const packet = frame.payload;
    if (!sent || packet instanceof Uint8Array || packet.kind !== 'ipv4') return [];
    if (packet.payload instanceof Uint8Array || packet.payload.kind !== 'tcp') return [];
    return [{ at, from: place.split('/')[0] ?? '', id: packet.identification, tcp: packet.payload }];
  });
}

function line({ from, tcp }: Seen): string {
  const flags = LETTERS.map(([bit, letter]) => (tcp.flags & bit ? letter : '')).join('');
  return `${from} ${flags}${tcp.payload.length > 0 ? ` ${tcp.payload.length}` : ''}`;
}

const lines = (pair: Pair): string[] => segments(pair).map(line);

function stateOf(pair: Pair, id: string): string {
  for (const { ns } of [pair.client, pair.server]) {
    const socket = socketsOf(ns).find((one) => one.id === id);
    if (socket?.kind === 'tcp') return socket.tcp.state;
  }
  return 'gone';
}

const soon = (pair: Pair, seconds = 0.1): void => run(pair.net, pair.net.clock.now + seconds * SECOND);

test('a handshake offers what Linux offers', () => {
  const pair = twoHosts();
  connectedPair(pair);
  const [syn, synAck, ack] = segments(pair);
  expect([syn, synAck, ack].map((one) => one && line(one))).toEqual(['client S', 'server SA', 'client A']);
  expect(decodeTcpOptions(syn!.tcp.options)).toMatchObject({ mss: 1460, windowScale: 10, sackPermitted: true });
  expect(syn!.tcp.options.length).toBe(20);
  expect([syn!.tcp.window, synAck!.tcp.window, ack!.tcp.window]).toEqual([64240, 65160, 63]);
  expect(syn!.id).not.toBe(0);
  expect(synAck!.id).toBe(0);
  expect(synAck!.tcp.ack).toBe((syn!.tcp.seq + 1) >>> 0);
});

test('a request, its answer and the end of both directions', () => {
  const pair = twoHosts();
  const { c, s } = connectedPair(pair);
  say(pair.client, c, 'GET /');
  soon(pair, 0.01);
  expect(heard(pair.server, s)).toBe('GET /');
  say(pair.server, s, 'hello');
  close(pair.server, s);
  soon(pair, 0.01);
  expect(heard(pair.client, c)).toBe('hello');
  expect(heard(pair.client, c)).toBe('');
  expect(stateOf(pair, c)).toBe('CLOSE-WAIT');
  close(pair.client, c);
  soon(pair, 0.01);
  expect(lines(pair).filter((text) => !text.endsWith(' A'))).toEqual([
    'client S',
    'server SA',
    'client PA 5',
    'server PA 5',
    'server FA',
    'client FA',
  ]);
  expect([stateOf(pair, c), stateOf(pair, s)]).toEqual(['gone', 'TIME-WAIT']);
  soon(pair, 63);
  expect(stateOf(pair, s)).toBe('gone');
});

test('what is half closed still hears', () => {
  const pair = twoHosts();
  const { c, s } = connectedPair(pair);
  shutdown(pair.client, c, 'write');
  soon(pair);
  expect(heard(pair.server, s)).toBe('');
  say(pair.server, s, 'still here');
  soon(pair);
  expect(heard(pair.client, c)).toBe('still here');
  expect(send(pair.client, c, new Uint8Array(1))).toBe('EPIPE');
});

test('a closed port refuses: RST with nothing in it but the acknowledgment', () => {
  const pair = twoHosts();
  const c = dial(pair, 81);
  soon(pair);
  expect(connected(pair.client, c)).toBe('ECONNREFUSED');
  const [syn, rst] = segments(pair);
  expect(line(rst!)).toBe('server RA');
  expect(rst!).toMatchObject({ id: 0, tcp: { seq: 0, window: 0, ack: (syn!.tcp.seq + 1) >>> 0 } });
  expect(rst!.tcp.options.length).toBe(0);
});

test('SYNs into silence go out as Linux 6.5 and later send them, and end in ETIMEDOUT', () => {
  const pair = twoHosts();
  linkOf(pair.server.ns, 'eth0').up = false;
  const c = dial(pair);
  run(pair.net, 130 * SECOND);
  const seconds = segments(pair).map(({ at }) => Math.floor(at / SECOND));
  expect(seconds).toEqual([0, 1, 2, 3, 4, 5, 7, 11, 19, 35, 69]);
  expect(connected(pair.client, c)).toBe('EINPROGRESS');
  run(pair.net, 137 * SECOND);
  expect(connected(pair.client, c)).toBe('ETIMEDOUT');
});

test('a segment into silence is probed for first, then sent again at ever longer intervals', () => {
  const pair = twoHosts();
  const { c, s } = connectedPair(pair);
  const eth0 = linkOf(pair.server.ns, 'eth0');
  eth0.up = false;
  say(pair.client, c, 'one');
  const begun = pair.net.clock.now;
  run(pair.net, begun + 4 * SECOND);
  const tries = segments(pair).filter(({ tcp }) => tcp.payload.length > 0);
  // As a real sender was seen to do it.
  expect(tries.map(({ at }) => ((at - begun) / SECOND).toFixed(1))).toEqual(['0.0', '0.2', '0.4', '0.8', '1.7', '3.3']);
  eth0.up = true;
  soon(pair, 4);
  expect(heard(pair.server, s)).toBe('one');
});

test('a neighbour that does not answer is no route to the host', () => {
  const pair = twoHosts();
  const c = openTcp(pair.client, 1);
  expect(connect(pair.client, c, ip('10.0.0.9'), 80)).toBe('EINPROGRESS');
  soon(pair, 4);
  expect(connected(pair.client, c)).toBe('EHOSTUNREACH');
  // The SYN waited all the time, so it was not sent again.
  expect(pair.net.why.filter((one) => one.kind === 'drop' && one.reason === 'NEIGH_FAILED').length).toBe(1);
  expect(connect(pair.client, openTcp(pair.client, 1), ip('192.0.2.1'), 80)).toBe('ENETUNREACH');
});

test('one connection more than the backlog may wait; the next SYN finds no room', () => {
  const pair = twoHosts();
  const listening = listener(pair, 1);
  const clients = [0, 1, 2].map(() => {
    const id = dial(pair);
    soon(pair);
    return id;
  });
  expect(clients.map((id) => connected(pair.client, id))).toEqual([null, null, 'EINPROGRESS']);
  take(pair, listening);
  soon(pair, 1.2);
  expect(connected(pair.client, clients[2]!)).toBe(null);
  expect(pair.net.why.some((one) => one.kind === 'drop' && one.reason === 'TCP_LISTEN_OVERFLOW')).toBe(true);
});

test('a listener that goes breaks off what nobody accepted', () => {
  const pair = twoHosts();
  const listening = listener(pair);
  const c = dial(pair);
  soon(pair);
  close(pair.server, listening);
  soon(pair);
  expect(heard(pair.client, c)).toBe('[ECONNRESET]');
});

test('closing with bytes unread resets', () => {
  const pair = twoHosts();
  const { c, s } = connectedPair(pair);
  say(pair.client, c, 'unread');
  soon(pair);
  close(pair.server, s);
  soon(pair);
  expect(heard(pair.client, c)).toBe('[ECONNRESET]');
  expect(lines(pair)).toContain('server RA');
});

test('a reader that does not read shuts the window, and opens it again', () => {
  const pair = twoHosts();
  const { c, s } = connectedPair(pair);
  const total = 400_000;
  let rest = new Uint8Array(total);
  const write = () => {
    const taken = send(pair.client, c, rest);
    if (typeof taken === 'number') rest = rest.subarray(taken);
  };
  write();
  soon(pair, 30);
  const before = segments(pair);
  expect(before.some(({ from, tcp }) => from === 'server' && tcp.window === 0)).toBe(true);
  expect(
    before.filter(({ from, tcp }) => from === 'client' && tcp.payload.length === 0 && tcp.flags === TcpFlag.ACK).length,
  ).toBeGreaterThan(4);
  let read = 0;
  for (let i = 0; i < 400 && read < total; i++) {
    const got = receive(pair.server, s);
    if (typeof got !== 'string') read += got.length;
    soon(pair, 0.5);
    write();
  }
  expect(read).toBe(total);
});

test('both ends may open at once', () => {
  const pair = twoHosts();
  const [c, s] = [openTcp(pair.client, 1), openTcp(pair.server, 2)];
  expect(bind(pair.client, c, 0, 5000) ?? bind(pair.server, s, 0, 6000)).toBe(null);
  connect(pair.client, c, SERVER, 6000);
  connect(pair.server, s, CLIENT, 5000);
  soon(pair, 2);
  expect([connected(pair.client, c), connected(pair.server, s)]).toEqual([null, null]);
  say(pair.client, c, 'a');
  say(pair.server, s, 'b');
  soon(pair);
  expect([heard(pair.server, s), heard(pair.client, c)]).toEqual(['a', 'b']);
});

test('both ends may close at once', () => {
  const pair = twoHosts();
  const { c, s } = connectedPair(pair);
  close(pair.client, c);
  close(pair.server, s);
  soon(pair);
  expect([stateOf(pair, c), stateOf(pair, s)]).toEqual(['TIME-WAIT', 'TIME-WAIT']);
  const events = pair.net.why.flatMap((one) => (one.kind === 'tcp' && one.to === 'CLOSING' ? [one.event] : []));
  expect(events).toEqual(['tcp.fin', 'tcp.fin']);
});

test('segments fit the MTU that an ICMP error taught', () => {
  const pair = twoHosts();
  put(pair.client.ns.pmtu, SERVER, new PathMtu(1300, Infinity));
  const { c } = connectedPair(pair);
  expect(decodeTcpOptions(segments(pair)[0]!.tcp.options).mss).toBe(1260);
  send(pair.client, c, new Uint8Array(3000));
  soon(pair);
  const lengths = segments(pair).flatMap(({ tcp }) => (tcp.payload.length > 0 ? [tcp.payload.length] : []));
  expect(lengths).toEqual([1248, 1248, 504]);
});

test('one lost segment is sent again after three duplicate acknowledgments, long before the timer', () => {
  const pair = twoHosts();
  const { c, s } = connectedPair(pair);
  send(pair.client, c, new Uint8Array(1448));
  soon(pair);
  const lost = segments(pair).length;
  const wire = linkOf(pair.client.ns, 'eth0');
  wire.netem = { delay: 0, jitter: 0, loss: 1, duplicate: 0, reorder: 0, corrupt: 0 };
  send(pair.client, c, new Uint8Array(1448));
  wire.netem = null;
  send(pair.client, c, new Uint8Array(1448 * 5));
  soon(pair, 0.05);
  expect(segments(pair).length).toBeGreaterThan(lost);
  const got = receive(pair.server, s);
  expect(typeof got === 'string' ? 0 : got.length).toBe(1448 * 7);
});

test('a port with a connection in TIME-WAIT is bound again only with SO_REUSEADDR', () => {
  for (const reuseAddress of [false, true]) {
    const pair = twoHosts();
    const listening = listener(pair, 8, { reuseAddress });
    const c = dial(pair);
    soon(pair);
    const s = take(pair, listening);
    close(pair.server, s);
    close(pair.client, c);
    close(pair.server, listening);
    soon(pair);
    const again = openTcp(pair.server, 2);
    setOptions(pair.server, again, { reuseAddress });
    expect(bind(pair.server, again, 0, 80)).toBe(reuseAddress ? null : 'EADDRINUSE');
    if (reuseAddress) expect(listen(pair.server, again)).toBe(null);
  }
});

test('accept hands over connections in the order in which they came', () => {
  const pair = twoHosts();
  const listening = listener(pair);
  const first = dial(pair);
  soon(pair);
  dial(pair);
  soon(pair);
  const got = accept(pair.server, listening);
  say(pair.client, first, '1');
  soon(pair);
  expect(typeof got === 'string' ? got : heard(pair.server, got.socket)).toBe('1');
  expect(pair.net.woken.filter((text) => text === `2 ${listening}`).length).toBe(2);
});
