/** The life of getent: one key after the other, each in /etc/hosts or with the name servers. */
import { setup } from 'xstate';

export const GETENT_STATES = ['idle', 'looking', 'done'] as const;
export type GetentState = (typeof GETENT_STATES)[number];

export const GETENT_EVENTS = [
  'key', // there is another key
  'unanswered', // nothing of one family, the other is still to be asked for
  'settled', // found, or not
  'over', // no key is left
] as const;
export type GetentEvent = (typeof GETENT_EVENTS)[number];

export const GETENT_EFFECTS = ['look', 'lookAgain', 'next', 'exit'] as const;
export type GetentEffect = (typeof GETENT_EFFECTS)[number];

const effect = () => undefined;

export const getentMachine = setup({
  types: { events: {} as { type: GetentEvent } },
  actions: { look: effect, lookAgain: effect, next: effect, exit: effect },
}).createMachine({
  id: 'getent',
  initial: 'idle',
  states: {
    idle: { on: { key: { target: 'looking', actions: 'look' }, over: { target: 'done', actions: 'exit' } } },
    looking: {
      on: {
        unanswered: { target: 'looking', actions: 'lookAgain' },
        settled: { target: 'idle', actions: 'next' },
      },
    },
    done: {},
  },
});
