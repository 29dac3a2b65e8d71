/** The life of busybox's nslookup (networking/nslookup.c): every question at once to one server after the other. */
import { setup } from 'xstate';

export const NSLOOKUP_STATES = ['starting', 'resolving', 'asking', 'done'] as const;
export type NslookupState = (typeof NSLOOKUP_STATES)[number];

export const NSLOOKUP_EVENTS = [
  'named', // the server was given by name
  'known', // its address is there
  'unknown', // there is none, or it cannot be connected to
  'again', // half the patience is over
  'silent', // all of it: the next server
  'heard', // every question has its answer
  'exhausted', // there is no other server
] as const;
export type NslookupEvent = (typeof NSLOOKUP_EVENTS)[number];

export const NSLOOKUP_EFFECTS = ['resolve', 'firstServer', 'nextServer', 'send', 'show', 'giveUp'] as const;
export type NslookupEffect = (typeof NSLOOKUP_EFFECTS)[number];

const effect = () => undefined;
const begin = { target: 'asking', actions: ['firstServer', 'send'] } as const;

export const nslookupMachine = setup({
  types: { events: {} as { type: NslookupEvent } },
  actions: { resolve: effect, firstServer: effect, nextServer: effect, send: effect, show: effect, giveUp: effect },
}).createMachine({
  id: 'busybox-nslookup',
  initial: 'starting',
  states: {
    starting: { on: { named: { target: 'resolving', actions: 'resolve' }, known: begin } },
    resolving: { on: { known: begin, unknown: 'done' } },
    asking: {
      on: {
        again: { target: 'asking', actions: 'send' },
        silent: { target: 'asking', actions: ['nextServer', 'send'] },
        heard: { target: 'done', actions: 'show' },
        exhausted: { target: 'done', actions: 'giveUp' },
        unknown: 'done',
      },
    },
    done: {},
  },
});
