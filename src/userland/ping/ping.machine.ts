/** The life of one `ping` (iputils): what it waits for decides when it ends. */
import { setup } from 'xstate';

export const PING_STATES = ['resolving', 'sending', 'lingering', 'done'] as const;
export type PingState = (typeof PING_STATES)[number];

export const PING_EVENTS = [
  'resolved',
  'unresolved',
  'sent.last',
  'heard.all',
  'patience.over',
  'interrupted',
] as const;
export type PingEvent = (typeof PING_EVENTS)[number];

export const PING_EFFECTS = ['header', 'firstProbe', 'wait', 'statistics'] as const;

const effect = () => undefined;
const finished = { target: 'done', actions: 'statistics' } as const;

export const pingMachine = setup({
  types: { events: {} as { type: PingEvent } },
  actions: { header: effect, firstProbe: effect, wait: effect, statistics: effect },
}).createMachine({
  id: 'ping',
  initial: 'resolving',
  states: {
    resolving: {
      on: {
        resolved: { target: 'sending', actions: ['header', 'firstProbe'] },
        unresolved: 'done',
        interrupted: 'done',
      },
    },
    sending: {
      on: {
        'sent.last': { target: 'lingering', actions: 'wait' },
        'heard.all': finished,
        'patience.over': finished,
        interrupted: finished,
      },
    },
    lingering: { on: { 'heard.all': finished, 'patience.over': finished, interrupted: finished } },
    done: {},
  },
});
