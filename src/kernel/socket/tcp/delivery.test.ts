import fc from 'fast-check';
import { expect, test } from 'vitest';
import { run } from '../../../../tests/unit/net';
import { dial, listener, type Pair, twoHosts } from '../../../../tests/unit/stream';
import { SECOND } from '../../../sim/clock';
import { accept, type Caller, close, connected, receive, send, shutdown } from '../calls';

/** One end: what it has still to write, what it has read, and whether it has met the end. */
interface End {
  readonly caller: Caller;
  id: string | null;
  rest: Uint8Array;
  readonly read: number[];
  open: boolean;
  ended: boolean;
}

function serve(end: End): void {
  if (end.id === null) return;
  while (end.rest.length > 0) {
    const taken = send(end.caller, end.id, end.rest);
    if (typeof taken === 'string') break;
    end.rest = end.rest.subarray(taken);
  }
  if (end.rest.length === 0 && end.open) {
    end.open = false;
    shutdown(end.caller, end.id, 'write');
  }
  while (!end.ended) {
    const got = receive(end.caller, end.id);
    if (typeof got === 'string') {
      if (got !== 'EAGAIN') throw new Error(got);
      break;
    }
    end.read.push(...got);
    end.ended = got.length === 0;
  }
}

function bothWays(pair: Pair, up: Uint8Array, down: Uint8Array): { up: number[]; down: number[] } {
  const listening = listener(pair);
  const dialled = dial(pair);
  const c: End = { caller: pair.client, id: dialled, rest: up, read: [], open: true, ended: false };
  const s: End = { caller: pair.server, id: null, rest: down, read: [], open: true, ended: false };
  const { net } = pair;
  let isUp = false;
  for (let turn = 0; turn < 200_000 && !(c.ended && s.ended); turn++) {
    run(net, net.clock.now + SECOND / 50);
    net.clock.now = Math.max(net.clock.now, (turn + 1) * (SECOND / 50));
    if (s.id === null) {
      const got = accept(pair.server, listening);
      s.id = typeof got === 'string' ? null : got.socket;
    }
    isUp ||= connected(pair.client, dialled) === null;
    if (isUp) serve(c);
    serve(s);
  }
  for (const end of [c, s]) if (end.id !== null) close(end.caller, end.id);
  return { up: s.read, down: c.read };
}

/** A stream whose bytes tell where they stand in it. */
const stream = (length: number): Uint8Array => Uint8Array.from({ length }, (_, i) => (i * 7 + (i >> 8)) & 255);
const length = fc.nat(30_000);
const wire = fc.record({
  loss: fc.constantFrom(0, 0.02, 0.1, 0.25),
  duplicate: fc.constantFrom(0, 0.1),
  reorder: fc.constantFrom(0, 0.2),
  jitter: fc.constantFrom(0, 900, 5000),
});

test('any bytes arrive complete and in order, both ways, however the wire loses, doubles and reorders', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1 << 30 }), length, length, wire, (seed, up, down, faults) => {
      const pair = twoHosts(seed, { delay: 5000, corrupt: 0, ...faults });
      const read = bothWays(pair, stream(up), stream(down));
      expect(read.up.length).toBe(up);
      expect(read.down.length).toBe(down);
      expect(Buffer.compare(Buffer.from(read.up), stream(up))).toBe(0);
      expect(Buffer.compare(Buffer.from(read.down), stream(down))).toBe(0);
    }),
    { numRuns: 60 },
  );
});
