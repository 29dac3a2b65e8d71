/**
 * The floor that the engine is measured against: a bare loop with a heap queue, ARP and echo through one learning bridge, plain
 * objects, string MAC addresses, no routes, no netfilter, no sockets. A hop is one frame on one direction of one cable.
 */

interface FloorFrame {
  readonly src: string;
  readonly dst: string;
  readonly kind: 'who-has' | 'is-at' | 'request' | 'reply';
  readonly srcIp: number;
  readonly dstIp: number;
  readonly seq: number;
}

interface FloorEvent {
  readonly at: number;
  readonly seq: number;
  /** A host's index, or -1 for the bridge, and the port that it came in by. */
  readonly to: number;
  readonly port: number;
  readonly frame: FloorFrame;
}

interface FloorHost {
  readonly ip: number;
  readonly mac: string;
  readonly neighbours: Map<number, string>;
  readonly waiting: Map<number, FloorFrame[]>;
  left: number;
  peer: number;
  readonly peers: readonly number[];
  sum: number;
  sentAt: number;
}

const BROADCAST = 'ff:ff:ff:ff:ff:ff';
const LATENCY = 20;

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
    sum: 0,
    sentAt: 0,
  }));

  const toBridge = (port: number, frame: FloorFrame) => {
    hops++;
    heap.push({ at: now + LATENCY, seq: seq++, to: -1, port, frame });
  };
  const toHost = (port: number, frame: FloorFrame) => {
    hops++;
    heap.push({ at: now + LATENCY, seq: seq++, to: port, port, frame });
  };
  const ask = (host: FloorHost, ip: number) => {
    toBridge(host.ip, { src: host.mac, dst: BROADCAST, kind: 'who-has', srcIp: host.ip, dstIp: ip, seq: 0 });
  };
  const send = (host: FloorHost, kind: 'request' | 'reply', ip: number, number: number) => {
    const mac = host.neighbours.get(ip);
    const frame: FloorFrame = { src: host.mac, dst: mac ?? '', kind, srcIp: host.ip, dstIp: ip, seq: number };
    if (mac !== undefined) {
      toBridge(host.ip, frame);
      return;
    }
    const queue = host.waiting.get(ip);
    if (queue !== undefined) queue.push(frame);
    else {
      host.waiting.set(ip, [frame]);
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
    host.sentAt = now;
    send(host, 'request', peer, rounds - host.left);
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
  const receive = (host: FloorHost, frame: FloorFrame) => {
    if (frame.dst !== host.mac && frame.dst !== BROADCAST) return;
    switch (frame.kind) {
      case 'who-has':
        if (frame.dstIp !== host.ip) return;
        host.neighbours.set(frame.srcIp, frame.src);
        toBridge(host.ip, { src: host.mac, dst: frame.src, kind: 'is-at', srcIp: host.ip, dstIp: frame.srcIp, seq: 0 });
        return;
      case 'is-at': {
        host.neighbours.set(frame.srcIp, frame.src);
        for (const waiting of host.waiting.get(frame.srcIp) ?? []) toBridge(host.ip, { ...waiting, dst: frame.src });
        host.waiting.delete(frame.srcIp);
        return;
      }
      case 'request':
        send(host, 'reply', frame.srcIp, frame.seq);
        return;
      case 'reply':
        host.sum += now - host.sentAt;
        pingNext(host);
    }
  };

  for (const host of all) pingNext(host);
  for (let event = heap.pop(); event !== undefined; event = heap.pop()) {
    now = event.at;
    if (event.to < 0) bridge(event.port, event.frame);
    else receive(all[event.to]!, event.frame);
  }
  return hops;
}
