/** The life of arping: a message each second, until enough were sent, enough time has passed, or an answer is enough. */
import { setup } from 'xstate';

export const ARPING_STATES = ['resolving', 'asking', 'done'] as const;
export type ArpingState = (typeof ARPING_STATES)[number];

export const ARPING_EVENTS = [
  'known', // the address that is looked for, and ours
  'refused', // there is none, or it cannot be spoken from
  'second', // a second has passed
  'enough',
  'interrupted',
] as const;
export type ArpingEvent = (typeof ARPING_EVENTS)[number];

export const ARPING_EFFECTS = ['tick', 'finish'] as const;
export type ArpingEffect = (typeof ARPING_EFFECTS)[number];

const effect = () => undefined;
const finish = { target: 'done', actions: 'finish' } as const;

export const arpingMachine = setup({
  types: { events: {} as { type: ArpingEvent } },
  actions: { tick: effect, finish: effect },
}).createMachine({
  id: 'arping',
  initial: 'resolving',
  states: {
    resolving: { on: { known: { target: 'asking', actions: 'tick' }, refused: 'done', interrupted: 'done' } },
    asking: { on: { second: { actions: 'tick' }, enough: finish, interrupted: finish } },
    done: {},
  },
});
