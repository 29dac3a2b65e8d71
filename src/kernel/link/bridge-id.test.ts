import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addNs, createNet } from '../../../tests/unit/net';
import { macFromBytes } from '../../base/mac';
import { addBridge, addDummy, setMac, setMaster, setMtu, unsetMaster } from '../rtnetlink';

const change = fc.record({
  port: fc.nat(4),
  byte: fc.nat(255),
  mtu: fc.integer({ min: 68, max: 9000 }),
  joins: fc.boolean(),
});

test('whichever ports join, change and leave, a bridge has the lowest address and the smallest MTU of them', () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 12 }), (changes) => {
      const net = createNet();
      const ns = addNs(net, 'host');
      const bridge = addBridge(net.k, ns, 'br0', null);
      if (typeof bridge === 'string') throw new Error(bridge);
      const ports = Array.from({ length: 5 }, (_, i) => {
        const port = addDummy(net.k, ns, `p${i}`, macFromBytes([2, 0, 0, 0, 0, 100 + i]));
        if (typeof port === 'string') throw new Error(port);
        return port;
      });
      for (const { port: at, byte, mtu, joins } of changes) {
        const port = ports[at]!;
        setMac(net.netns, ns, port, macFromBytes([2, 0, 0, 0, 1 + at, byte]));
        setMtu(ns, port, mtu);
        if (joins) setMaster(ns, port, bridge);
        else unsetMaster(net.netns, ns, port);
        const joined = ports.filter(({ master }) => master === bridge.id);
        if (joined.length === 0) continue;
        expect(bridge.mac).toBe(joined.map(({ mac }) => mac).sort()[0]);
        expect(bridge.mtu).toBe(Math.min(...joined.map((one) => one.mtu)));
      }
    }),
  );
});
