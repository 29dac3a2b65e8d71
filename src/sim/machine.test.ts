import { expect, test } from 'vitest';
import { setup } from 'xstate';
import { compileMachine } from './machine';

const STATES = ['shut', 'open', 'locked'] as const;
const EVENTS = ['push', 'turn'] as const;
const ACTIONS = ['creak', 'click'] as const;
const door = setup({
  types: { events: {} as { type: (typeof EVENTS)[number] } },
  actions: { creak: () => undefined, click: () => undefined },
}).createMachine({
  id: 'door',
  initial: 'shut',
  states: {
    shut: { on: { push: { target: 'open', actions: 'creak' }, turn: 'locked' } },
    open: { exit: 'creak', on: { push: 'shut' } },
    locked: { entry: 'click', on: { turn: 'shut' } },
  },
});

test('the table says what the machine says: state, effects in order, and nothing where an event is ignored', () => {
  const table = compileMachine(door, STATES, EVENTS, ACTIONS);
  expect(table.shut.push).toEqual({ to: 'open', effects: ['creak'] });
  expect(table.open.push).toEqual({ to: 'shut', effects: ['creak'] });
  expect(table.shut.turn).toEqual({ to: 'locked', effects: ['click'] });
  expect(table.locked.push).toBeUndefined();
});

test('a state that the list leaves out is noticed when the table is made', () => {
  expect(() => compileMachine(door, ['shut', 'open'], EVENTS, ACTIONS)).toThrow(
    'door: shut leads to an unlisted state',
  );
});
