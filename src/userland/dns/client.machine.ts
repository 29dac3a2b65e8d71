/** The life of dig, host and nslookup: servers given by name are looked up, then one question follows the other. */
import { setup } from 'xstate';

export const CLIENT_STATES = ['starting', 'resolving', 'asking', 'done'] as const;
export type ClientState = (typeof CLIENT_STATES)[number];

export const CLIENT_EVENTS = [
  'named', // a server was given by name
  'known', // every server has an address
  'unknown', // one of them has none
  'more', // there is a question
  'finished', // there is none
] as const;
export type ClientEvent = (typeof CLIENT_EVENTS)[number];

export const CLIENT_EFFECTS = ['resolve', 'next', 'ask', 'exit'] as const;
export type ClientEffect = (typeof CLIENT_EFFECTS)[number];

const effect = () => undefined;
const next = { target: 'asking', actions: 'next' } as const;
const exit = { target: 'done', actions: 'exit' } as const;

export const clientMachine = setup({
  types: { events: {} as { type: ClientEvent } },
  actions: { resolve: effect, next: effect, ask: effect, exit: effect },
}).createMachine({
  id: 'dns-client',
  initial: 'starting',
  states: {
    starting: { on: { named: { target: 'resolving', actions: 'resolve' }, known: next, unknown: exit } },
    resolving: { on: { named: { target: 'resolving', actions: 'resolve' }, known: next, unknown: exit } },
    asking: { on: { more: { target: 'asking', actions: 'ask' }, finished: exit } },
    done: {},
  },
});
