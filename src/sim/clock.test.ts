import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createClock, nextAt, schedule, takeNext } from './clock';

test('events come in order of time, equal times in the order they were scheduled', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(20), { maxLength: 60 }), (delays) => {
      const clock = createClock<number>();
      delays.forEach((delay, i) => schedule(clock, delay, i));
      const expected = delays.map((delay, i) => ({ delay, i })).sort((a, b) => a.delay - b.delay || a.i - b.i);
      const got: number[] = [];
      for (let event = takeNext(clock); event !== null; event = takeNext(clock)) got.push(event);
      expect(got).toEqual(expected.map(({ i }) => i));
    }),
  );
});

test('time moves with the events alone, also where they schedule others', () => {
  const clock = createClock<'tick' | 'tock'>();
  schedule(clock, 10, 'tick');
  expect(nextAt(clock)).toBe(10);
  takeNext(clock);
  schedule(clock, 5, 'tock');
  takeNext(clock);
  expect(clock.now).toBe(15);
  expect(takeNext(clock)).toBeNull();
  expect(clock.now).toBe(15);
});

test('an event that comes to a time whose burst is under way comes behind it', () => {
  fc.assert(
    fc.property(fc.array(fc.array(fc.nat(3), { maxLength: 4 }), { maxLength: 30 }), (children) => {
      const clock = createClock<number>();
      const due: { readonly at: number; readonly seq: number }[] = [];
      const add = (delay: number) => {
        const seq = schedule(clock, delay, due.length);
        due.push({ at: clock.now + delay, seq });
      };
      add(0);
      const got: number[] = [];
      for (let event = takeNext(clock); event !== null; event = takeNext(clock)) {
        got.push(event);
        expect(clock.now).toBe(due[event]?.at);
        for (const delay of children[got.length - 1] ?? []) add(delay);
      }
      const order = due.map((_, i) => i).sort((a, b) => due[a]!.at - due[b]!.at || due[a]!.seq - due[b]!.seq);
      expect(got).toEqual(order);
    }),
  );
});
