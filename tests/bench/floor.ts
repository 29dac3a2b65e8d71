/**
 * The floor that the engine is measured against: a bare loop with a heap queue, ARP (asked again after a second) and echo through
 * one learning bridge, a plain object for each header, string MAC addresses, ping's statistics; no routes, no netfilter, no
 * sockets. A hop is one frame on one direction of one cable.
 */

interface FloorFrame {
  readonly src: string;
  readonly dst: string;
  readonly payload: FloorArp | FloorPacket;
}

interface FloorArp {
  readonly kind: 'arp';
  readonly isQuestion: boolean;
  readonly srcIp: number;
  readonly dstIp: number;
}

interface FloorPacket {
  readonly kind: 'ipv4';
  readonly srcIp: number;
  readonly dstIp: number;
  readonly ttl: number;
  readonly echo: FloorEcho;
}

interface FloorEcho {
  readonly isRequest: boolean;
  readonly seq: number;
  readonly sentAt: number;
}

interface FloorEvent {
  readonly at: number;
  readonly seq: number;
  /** A host's index, or -1 for the bridge, and the port that it came in by. */
  readonly to: number;
  readonly port: number;
  /** Null where the host looks whether the address `asked` for has been told. */
  readonly frame: FloorFrame | null;
  readonly asked: number;
}

interface FloorHost {
  readonly ip: number;
  readonly mac: string;
  readonly neighbours: Map<number, string>;
  readonly waiting: Map<number, FloorPacket[]>;
  left: number;
  peer: number;
  readonly peers: readonly number[];
  sent: number;
  received: number;
  min: number;
  max: number;
  sum: number;
  squares: number;
}

const BROADCAST = 'ff:ff:ff:ff:ff:ff';
const LATENCY = 20;
const RETRY = 1_000_000;

class Heap {
  private readonly items: FloorEvent[] = [];

  push(event: FloorEvent): void {
    const items = this.items;
    let i = items.length;
    while (i > 0) {
      const up = (i - 1) >> 1;
      const parent = items[up]!;
      if (parent.at < event.at || (parent.at === event.at && parent.seq < event.seq)) break;
      items[i] = parent;
      i = up;
    }
    items[i] = event;
  }

  pop(): FloorEvent | undefined {
    const items = this.items;
    const top = items[0];
    const last = items.pop();
    if (top === undefined || last === undefined || items.length === 0) return top;
    let i = 0;
    for (;;) {
      let child = 2 * i + 1;
      if (child >= items.length) break;
      const right = items[child + 1];
      if (
        right !== undefined &&
        (right.at < items[child]!.at || (right.at === items[child]!.at && right.seq < items[child]!.seq))
      )
        child++;
      const least = items[child]!;
      if (last.at < least.at || (last.at === least.at && last.seq < least.seq)) break;
      items[i] = least;
      i = child;
    }
    items[i] = last;
    return top;
  }
}

/** Every host pings each of its `peers` neighbours `rounds` times, one after the other; the hops that took. */
export function runFloor(hosts: number, peers: number, rounds: number): number {
  const heap = new Heap();
  const fdb = new Map<string, { port: number; updated: number }>();
  let now = 0;
  let seq = 0;
  let hops = 0;
  const all: FloorHost[] = Array.from({ length: hosts }, (_, i) => ({
    ip: i,
    mac: `02:42:ac:11:${(i >> 8).toString(16).padStart(2, '0')}:${(i & 255).toString(16).padStart(2, '0')}`,
    neighbours: new Map(),
    waiting: new Map(),
    left: rounds,
    peer: 0,
    peers: Array.from({ length: peers }, (_unused, j) => (i + j + 1) % hosts),
    sent: 0,
    received: 0,
    min: Infinity,
    max: 0,
    sum: 0,
    squares: 0,
  }));

  const toBridge = (port: number, frame: FloorFrame) => {
    hops++;
    heap.push({ at: now + LATENCY, seq: seq++, to: -1, port, frame, asked: -1 });
  };
  const toHost = (port: number, frame: FloorFrame) => {
    hops++;
    heap.push({ at: now + LATENCY, seq: seq++, to: port, port, frame, asked: -1 });
  };
  const ask = (host: FloorHost, ip: number) => {
    const question: FloorArp = { kind: 'arp', isQuestion: true, srcIp: host.ip, dstIp: ip };
    toBridge(host.ip, { src: host.mac, dst: BROADCAST, payload: question });
    heap.push({ at: now + RETRY, seq: seq++, to: host.ip, port: host.ip, frame: null, asked: ip });
  };
  const send = (host: FloorHost, ip: number, echo: FloorEcho) => {
    const mac = host.neighbours.get(ip);
    const packet: FloorPacket = { kind: 'ipv4', srcIp: host.ip, dstIp: ip, ttl: 64, echo };
    if (mac !== undefined) {
      toBridge(host.ip, { src: host.mac, dst: mac, payload: packet });
      return;
    }
    const queue = host.waiting.get(ip);
    if (queue !== undefined) queue.push(packet);
    else {
      host.waiting.set(ip, [packet]);
      ask(host, ip);
    }
  };
  const pingNext = (host: FloorHost) => {
    if (host.left === 0) {
      host.peer++;
      host.left = rounds;
    }
    const peer = host.peers[host.peer];
    if (peer === undefined) return;
    host.left--;
    host.sent++;
    send(host, peer, { isRequest: true, seq: rounds - host.left, sentAt: now });
  };
  const bridge = (port: number, frame: FloorFrame) => {
    const known = fdb.get(frame.src);
    if (known === undefined) fdb.set(frame.src, { port, updated: now });
    else {
      known.port = port;
      known.updated = now;
    }
    const out = frame.dst === BROADCAST ? undefined : fdb.get(frame.dst);
    if (out !== undefined) toHost(out.port, frame);
    else for (let other = 0; other < hosts; other++) if (other !== port) toHost(other, frame);
  };
  const answer = (host: FloorHost, { sentAt }: FloorEcho) => {
    const trip = now - sentAt;
    host.received++;
    host.min = Math.min(host.min, trip);
    host.max = Math.max(host.max, trip);
    host.sum += trip;
    host.squares += trip * trip;
    pingNext(host);
  };
  const arp = (host: FloorHost, src: string, { isQuestion, srcIp, dstIp }: FloorArp) => {
    if (dstIp !== host.ip) return;
    host.neighbours.set(srcIp, src);
    if (isQuestion) {
      const told: FloorArp = { kind: 'arp', isQuestion: false, srcIp: host.ip, dstIp: srcIp };
      toBridge(host.ip, { src: host.mac, dst: src, payload: told });
      return;
    }
    for (const payload of host.waiting.get(srcIp) ?? []) toBridge(host.ip, { src: host.mac, dst: src, payload });
    host.waiting.delete(srcIp);
  };
  const receive = (host: FloorHost, { src, dst, payload }: FloorFrame) => {
    if (dst !== host.mac && dst !== BROADCAST) return;
    if (payload.kind === 'arp') arp(host, src, payload);
    else if (payload.echo.isRequest) send(host, payload.srcIp, { ...payload.echo, isRequest: false });
    else answer(host, payload.echo);
  };

  for (const host of all) pingNext(host);
  for (let event = heap.pop(); event !== undefined; event = heap.pop()) {
    now = event.at;
    const host = all[event.to];
    if (event.frame === null) {
      if (host?.waiting.has(event.asked) === true) ask(host, event.asked);
    } else if (host === undefined) bridge(event.port, event.frame);
    else receive(host, event.frame);
  }
  return hops;
}
