import { expect, test } from 'vitest';
import { PORT, SERVER, twoHosts } from '../../../tests/unit/stream';
import { takeNext } from '../../sim/clock';
import { History, type Model } from '../../sim/history';
import { get } from '../../sim/table';
import type { Tap } from '../../sim/trace';
import type { Frame } from '../../wire/packet';
import type { Decision } from '../decision';
import { kernelEvent } from '../event';
import { accept, bind, type Caller, close, connect, listen, openTcp, receive, send } from '../socket/calls';

const SILENT: Tap<Frame, Decision> = { frame: () => undefined, why: null };

function createWorld() {
  const { net } = twoHosts(5, { delay: 1000, jitter: 500, loss: 0.1, duplicate: 0.05, reorder: 0.1, corrupt: 0 });
  return { clock: net.clock, random: net.k.random, netns: net.netns, ids: [] as string[] };
}

type World = ReturnType<typeof createWorld>;
type Input = 'open' | 'talk' | 'close';

function callers(world: World): [client: Caller, server: Caller] {
  const k = { clock: world.clock, random: world.random, tap: SILENT };
  return [
    { k, ns: get(world.netns, 'client')! },
    { k, ns: get(world.netns, 'server')! },
  ];
}

const model: Model<World, Input, Frame, Decision> = {
  step: (world, tap) => {
    const event = takeNext(world.clock);
    if (event === null) return false;
    const k = { clock: world.clock, random: world.random, tap };
    if (event.type !== 'socket.wake') kernelEvent(k, world.netns, event);
    return true;
  },
  input: (world, input) => {
    const [client, server] = callers(world);
    const [listening, c, s] = world.ids;
    if (input === 'open') {
      world.ids.push(openTcp(server, 2), openTcp(client, 1));
      bind(server, world.ids[0]!, 0, PORT);
      listen(server, world.ids[0]!);
      connect(client, world.ids[1]!, SERVER, PORT);
    } else if (input === 'talk' && s === undefined) {
      const got = accept(server, listening!);
      if (typeof got !== 'string') world.ids.push(got.socket);
    } else {
      for (const [caller, id] of [[client, c!] as const, [server, s!] as const]) {
        receive(caller, id);
        if (input === 'talk') send(caller, id, new Uint8Array(5000));
        else close(caller, id);
      }
    }
  },
};

test('the past is the same as a copy, as a draft, and as it was', () => {
  const history = new History(model, createWorld());
  history.input('open');
  for (let turn = 0; turn < 12; turn++) {
    history.advance(60);
    history.input('talk');
  }
  history.advance(100);
  history.input('close');
  history.advance(400);
  const end = JSON.stringify(history.world);
  expect(JSON.parse(end)).toEqual(JSON.parse(JSON.stringify(history.at(history.trace.length))));
  const { length } = history.trace;
  expect(length).toBeGreaterThan(100);
  for (let step = 1; step <= length; step += 7) {
    const { world, patches } = history.changeAt(step);
    expect(JSON.stringify(world)).toBe(JSON.stringify(history.at(step)));
    expect(patches.length).toBeGreaterThan(0);
  }
});
