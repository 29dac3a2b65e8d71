import fc from 'fast-check';
import { createActor, SimulatedClock } from 'xstate';
import { expect, test } from 'vitest';
import { type PlayerEvent, playerMachine, SPEEDS } from './player.machine';

function start(steps: number) {
  const clock = new SimulatedClock();
  const actor = createActor(playerMachine, { clock }).start();
  actor.send({ type: 'length', steps });
  /** The screen shows what the player asks for. */
  const show = () => actor.send({ type: 'shown', step: actor.getSnapshot().context.step });
  return { clock, actor, show, now: () => actor.getSnapshot().context.step };
}

test('it plays step after step and stops at the last', () => {
  const { clock, actor, show, now } = start(3);
  actor.send({ type: 'play' });
  const seen: number[] = [];
  for (let i = 0; i < 6; i++) {
    clock.increment(420);
    seen.push(now());
    show();
  }
  expect(seen).toEqual([1, 2, 3, 3, 3, 3]);
  expect(actor.getSnapshot().matches('paused')).toBe(true);
});

test('it waits for a step that is not on the screen yet', () => {
  const { clock, actor, show, now } = start(9);
  actor.send({ type: 'play' });
  clock.increment(420);
  clock.increment(60_000);
  expect(now()).toBe(1);
  show();
  clock.increment(420);
  expect(now()).toBe(2);
});

test('play at the end begins anew, and an empty run has nothing to play', () => {
  const { actor, now } = start(3);
  actor.send({ type: 'last' });
  actor.send({ type: 'play' });
  expect(now()).toBe(0);
  expect(actor.getSnapshot().matches('playing')).toBe(true);
  const empty = start(0);
  empty.actor.send({ type: 'toggle' });
  expect(empty.actor.getSnapshot().matches('paused')).toBe(true);
});

test('twice the speed, half the time', () => {
  const { clock, actor, now } = start(3);
  actor.send({ type: 'faster' });
  actor.send({ type: 'play' });
  clock.increment(209);
  expect(now()).toBe(0);
  clock.increment(1);
  expect(now()).toBe(1);
});

test('stepping by hand pauses', () => {
  const { actor, now } = start(3);
  actor.send({ type: 'play' });
  actor.send({ type: 'forward' });
  expect(now()).toBe(1);
  expect(actor.getSnapshot().matches('paused')).toBe(true);
});

test('whatever happens, the step lies in the run and the speed is one of those on offer', () => {
  const event: fc.Arbitrary<PlayerEvent> = fc.oneof(
    fc.constantFrom<PlayerEvent>(
      { type: 'play' },
      { type: 'pause' },
      { type: 'toggle' },
      { type: 'forward' },
      { type: 'back' },
      { type: 'first' },
      { type: 'last' },
      { type: 'faster' },
      { type: 'slower' },
    ),
    fc.record({ type: fc.constant('go' as const), step: fc.double({ noNaN: true }) }),
    fc.record({ type: fc.constant('length' as const), steps: fc.nat(50) }),
    fc.record({ type: fc.constant('shown' as const), step: fc.nat(50) }),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(event, fc.nat(2000))), (events) => {
      const { clock, actor } = start(20);
      for (const [sent, wait] of events) {
        actor.send(sent);
        clock.increment(wait);
        const { step, steps, speed } = actor.getSnapshot().context;
        expect(step).toBeGreaterThanOrEqual(0);
        expect(step).toBeLessThanOrEqual(steps);
        expect(SPEEDS[speed]).toBeDefined();
      }
    }),
  );
});
