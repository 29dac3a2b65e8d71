import { expect, test } from 'vitest';
import { ip, linkOf, run } from '../../../tests/unit/net';
import { CLIENT, connectedPair, dial, heard, listener, say, SERVER, twoHosts } from '../../../tests/unit/stream';
import { IpFlag, NO_BYTES } from '../../wire/packet';
import { encodeIpv4 } from '../../wire/frame';
import { writeSysctl } from '../sysctl';
import {
  bind,
  close,
  closeSocketsOf,
  connect,
  listen,
  localAddress,
  openPacket,
  openRaw,
  openTcp,
  openUdp,
  peerAddress,
  readError,
  receiveFrame,
  receiveFrom,
  send,
  sendRaw,
  sendTo,
  setOptions,
  socketError,
} from './calls';
import { usersOf } from './port';
import { socketsOf } from './ping-socket';

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const bytes = (length: number): Uint8Array => new Uint8Array(length);
const HELLO = new TextEncoder().encode('hello');

function heardBy(pair: ReturnType<typeof twoHosts>, who: 'client' | 'server', id: string): string {
  const got = receiveFrom(pair[who], id);
  return typeof got === 'string' ? `[${got}]` : text(got.payload);
}

function packetsOf(pair: ReturnType<typeof twoHosts>, host: string) {
  return pair.net.steps.flatMap(({ place, sent, frame }) => {
    const packet = frame.payload;
    return sent && place === `${host}/eth0` && !(packet instanceof Uint8Array) && packet.kind === 'ipv4'
      ? [packet]
      : [];
  });
}

test('a datagram goes to the socket of its port and tells where it came from', () => {
  const pair = twoHosts();
  const s = openUdp(pair.server, 2);
  expect(bind(pair.server, s, 0, 53)).toBe(null);
  const c = openUdp(pair.client, 1);
  expect(sendTo(pair.client, c, HELLO, SERVER, 53)).toBe(5);
  run(pair.net);
  const got = receiveFrom(pair.server, s);
  expect(got).toMatchObject({ src: CLIENT, dst: SERVER, srcPort: localAddress(pair.client, c)?.port, ttl: 64 });
  expect(receiveFrom(pair.server, s)).toBe('EAGAIN');
  expect(pair.net.woken).toEqual([`2 ${s}`]);
});

test('a closed port is told to a connected socket, and to another only where it asks for errors', () => {
  const pair = twoHosts();
  const [connected, plain, asking] = [openUdp(pair.client, 1), openUdp(pair.client, 1), openUdp(pair.client, 1)];
  expect(connect(pair.client, connected, SERVER, 9)).toBe(null);
  setOptions(pair.client, asking, { recvErr: true });
  send(pair.client, connected, HELLO);
  sendTo(pair.client, plain, HELLO, SERVER, 9);
  sendTo(pair.client, asking, HELLO, SERVER, 9);
  run(pair.net);
  expect([connected, plain, asking].map((id) => receiveFrom(pair.client, id))).toEqual([
    'ECONNREFUSED',
    'EAGAIN',
    'ECONNREFUSED',
  ]);
  expect(receiveFrom(pair.client, connected)).toBe('EAGAIN');
  expect(readError(pair.client, asking)).toMatchObject({
    errno: 'ECONNREFUSED',
    icmp: { type: 3, code: 3, from: SERVER },
  });
  expect(readError(pair.client, connected)).toBe(null);
});

test('a connected socket hears its peer alone', () => {
  const pair = twoHosts();
  const s = openUdp(pair.server, 2);
  bind(pair.server, s, 0, 53);
  const c = openUdp(pair.client, 1);
  connect(pair.client, c, SERVER, 53);
  expect([localAddress(pair.client, c)?.ip, peerAddress(pair.client, c)]).toEqual([CLIENT, { ip: SERVER, port: 53 }]);
  const other = openUdp(pair.server, 2);
  const port = localAddress(pair.client, c)?.port ?? 0;
  sendTo(pair.server, other, HELLO, CLIENT, port);
  sendTo(pair.server, s, new TextEncoder().encode('you'), CLIENT, port);
  run(pair.net);
  expect(heardBy(pair, 'client', c)).toBe('you');
  expect(heardBy(pair, 'client', c)).toBe('[EAGAIN]');
});

test('what is longer than the path goes in fragments, or not at all', () => {
  const pair = twoHosts();
  const s = openUdp(pair.server, 2);
  bind(pair.server, s, 0, 53);
  const c = openUdp(pair.client, 1);
  setOptions(pair.client, c, { recvErr: true });
  connect(pair.client, c, SERVER, 53);
  expect(send(pair.client, c, bytes(1472))).toBe(1472);
  expect(send(pair.client, c, bytes(4000))).toBe(4000);
  run(pair.net);
  expect(
    packetsOf(pair, 'client').map((packet) => [
      packet.flags & IpFlag.DF,
      packet.flags & IpFlag.MF,
      packet.fragmentOffset,
    ]),
  ).toEqual([
    [IpFlag.DF, 0, 0],
    [0, IpFlag.MF, 0],
    [0, IpFlag.MF, 185],
    [0, 0, 370],
  ]);
  expect(
    [receiveFrom(pair.server, s), receiveFrom(pair.server, s)].map((got) =>
      typeof got === 'string' ? got : got.payload.length,
    ),
  ).toEqual([1472, 4000]);
  setOptions(pair.client, c, { pmtuDiscover: 'do' });
  expect(send(pair.client, c, bytes(1473))).toBe('EMSGSIZE');
  expect(readError(pair.client, c)).toMatchObject({ errno: 'EMSGSIZE', icmp: null, info: 1500 });
  expect(send(pair.client, c, bytes(65508))).toBe('EMSGSIZE');
});

test('a broadcast must be asked for, and reaches every socket of the port', () => {
  const pair = twoHosts();
  const heardHere = [openUdp(pair.server, 2), openUdp(pair.server, 3)];
  for (const id of heardHere) {
    setOptions(pair.server, id, { reuseAddress: true });
    expect(bind(pair.server, id, 0, 67)).toBe(null);
  }
  const c = openUdp(pair.client, 1);
  const all = ip('10.0.0.255');
  linkOf(pair.server.ns, 'eth0').addresses[0] = { ...linkOf(pair.server.ns, 'eth0').addresses[0]!, broadcast: all };
  linkOf(pair.client.ns, 'eth0').addresses[0] = { ...linkOf(pair.client.ns, 'eth0').addresses[0]!, broadcast: all };
  expect(sendTo(pair.client, c, HELLO, all, 67)).toBe('EACCES');
  setOptions(pair.client, c, { broadcast: true });
  expect(sendTo(pair.client, c, HELLO, all, 67)).toBe(5);
  run(pair.net);
  expect(heardHere.map((id) => heardBy(pair, 'server', id))).toEqual(['hello', 'hello']);
});

test('a reader that does not read loses what its buffer cannot hold', () => {
  const pair = twoHosts();
  const s = openUdp(pair.server, 2);
  bind(pair.server, s, 0, 53);
  const c = openUdp(pair.client, 1);
  for (let i = 0; i < 300; i++) sendTo(pair.client, c, bytes(10), SERVER, 53);
  run(pair.net);
  let count = 0;
  while (typeof receiveFrom(pair.server, s) !== 'string') count++;
  expect(count).toBe(212_992 / 832);
  expect(pair.net.why.filter((one) => one.kind === 'drop' && one.reason === 'SOCKET_RCVBUFF').length).toBe(300 - count);
});

test('bind keeps a port to its own', () => {
  const { server } = twoHosts();
  const [a, b, c, d, e] = [1, 2, 3, 4, 5].map(() => openTcp(server, 2));
  expect(bind(server, a!, ip('192.0.2.7'), 80)).toBe('EADDRNOTAVAIL');
  expect(bind(server, a!, SERVER, 80)).toBe(null);
  expect(bind(server, a!, SERVER, 81)).toBe('EINVAL');
  expect(bind(server, b!, 0, 80)).toBe('EADDRINUSE');
  expect(bind(server, b!, ip('127.0.0.1'), 80)).toBe(null);
  for (const id of [c!, d!]) setOptions(server, id, { reuseAddress: true });
  expect(bind(server, c!, SERVER, 90) ?? bind(server, d!, SERVER, 90)).toBe(null);
  expect(listen(server, c!)).toBe(null);
  expect(listen(server, d!)).toBe('EADDRINUSE');
  expect(bind(server, e!, SERVER, 90)).toBe('EADDRINUSE');
  expect(bind(server, openUdp(server, 2), SERVER, 90)).toBe(null);
  expect(bind(server, openTcp(server, 2, 'only'), 0, 90)).toBe(null);
  expect(bind(server, openTcp(server, 2, 'dual'), 0, 90)).toBe('EADDRINUSE');
});

test('connections leave from even ports of the local range, and run out of them', () => {
  const pair = twoHosts();
  writeSysctl(pair.client.ns.sysctl, 'net.ipv4.ip_local_port_range', '40000\t40003');
  listener(pair);
  const ports = [0, 1, 2, 3].map(() => localAddress(pair.client, dial(pair))?.port ?? 0);
  expect(ports.slice(0, 2).sort()).toEqual([40000, 40002]);
  expect(ports.slice(2).sort()).toEqual([40001, 40003]);
  expect(connect(pair.client, openTcp(pair.client, 1), SERVER, 80)).toBe('EADDRNOTAVAIL');
  expect(connect(pair.client, openTcp(pair.client, 1), SERVER, 81)).toBe('EINPROGRESS');
});

test('what a process leaves behind closes with it', () => {
  const pair = twoHosts();
  const { c, s } = connectedPair(pair);
  const udp = openUdp(pair.client, 1);
  bind(pair.client, udp, 0, 53);
  openPacket(pair.client, 1, null);
  say(pair.server, s, 'bye');
  run(pair.net, pair.net.clock.now + 1000);
  heard(pair.client, c);
  closeSocketsOf(pair.net.k, pair.client.ns, 1);
  run(pair.net, pair.net.clock.now + 1000);
  expect(heard(pair.server, s)).toBe('');
  expect(usersOf(pair.client.ns, 'udp', 53)).toEqual([]);
  expect(pair.client.ns.taps).toEqual([]);
  close(pair.server, s);
  run(pair.net);
  expect(socketsOf(pair.client.ns)).toEqual([]);
  expect([pair.client.ns.connections.size, pair.client.ns.ports.size]).toEqual([0, 0]);
});

test('a raw socket hears its protocol and sends what it is given', () => {
  const pair = twoHosts();
  const c = openRaw(pair.client, 1, 1);
  setOptions(pair.client, c, { ttl: 1 });
  const echo = { kind: 'icmp', type: 8, code: 0, checksum: null, rest: 0x00070001, payload: NO_BYTES } as const;
  expect(sendRaw(pair.client, c, echo, SERVER)).toBe(null);
  run(pair.net);
  expect(packetsOf(pair, 'client')[0]).toMatchObject({ ttl: 1, protocol: 1, dst: SERVER });
  const got = receiveFrom(pair.client, c);
  expect(typeof got === 'string' ? got : [...got.payload.subarray(0, 2), got.src]).toEqual([0, 0, SERVER]);
});

test('a packet socket gets a copy of each frame, both ways, and no protocol misses it', () => {
  const pair = twoHosts();
  const all = openPacket(pair.client, 1, null);
  const lo = openPacket(pair.client, 1, pair.client.ns.lo);
  const c = openUdp(pair.client, 1);
  connect(pair.client, c, SERVER, 9);
  send(pair.client, c, HELLO);
  run(pair.net);
  const frames = [receiveFrame(pair.client, all), receiveFrame(pair.client, all)];
  expect(frames.map((one) => (typeof one === 'string' ? one : `${one.dev} ${one.sent}`))).toEqual([
    'eth0 true',
    'eth0 false',
  ]);
  expect(receiveFrame(pair.client, lo)).toBe('EAGAIN');
  expect(socketError(pair.client, c)).toBe('ECONNREFUSED');
});

test('an error finds its connection by as little as the quotation holds', () => {
  const pair = twoHosts();
  const { c } = connectedPair(pair);
  setOptions(pair.client, c, { recvErr: true });
  send(pair.client, c, bytes(1400));
  const packet = packetsOf(pair, 'client').at(-1)!;
  const icmp = openRaw(pair.server, 2, 1);
  const quoted = encodeIpv4(packet).subarray(0, 548);
  sendRaw(pair.server, icmp, { kind: 'icmp', type: 3, code: 1, checksum: null, rest: 0, payload: quoted }, CLIENT);
  run(pair.net, pair.net.clock.now + 1000);
  expect(readError(pair.client, c)).toMatchObject({ errno: 'EHOSTUNREACH' });
});
