/** One look-up of a name, as glibc's stub resolver makes it (resolv/res_send.c, res_query.c). */
import { setup } from 'xstate';

export const RESOLVER_STATES = ['idle', 'asking', 'found', 'unknown', 'failed'] as const;
export type ResolverState = (typeof RESOLVER_STATES)[number];

export const RESOLVER_EVENTS = [
  'known', // an address, or in /etc/hosts
  'ask', // the first name goes to the first server
  'answered', // every question has an answer, and one of them is what was wanted
  'negative', // every question has an answer, all of them empty, and there is another name to try
  'exhausted', // the same, and there is none
  'next', // silence, or a server that will not do: another server or another attempt
  'silent', // there is no other
] as const;
export type ResolverEvent = (typeof RESOLVER_EVENTS)[number];

export const RESOLVER_EFFECTS = ['firstServer', 'nextName', 'nextServer', 'send', 'hangUp'] as const;
export type ResolverEffect = (typeof RESOLVER_EFFECTS)[number];

/** Effects carry no code: the recipe in resolver.ts performs them. */
const effect = () => undefined;

export const resolverMachine = setup({
  types: { events: {} as { type: ResolverEvent } },
  actions: { firstServer: effect, nextName: effect, nextServer: effect, send: effect, hangUp: effect },
}).createMachine({
  id: 'resolver',
  initial: 'idle',
  states: {
    idle: {
      on: { known: 'found', ask: { target: 'asking', actions: ['firstServer', 'send'] }, exhausted: 'unknown' },
    },
    asking: {
      on: {
        answered: { target: 'found', actions: 'hangUp' },
        negative: { target: 'asking', actions: ['nextName', 'firstServer', 'send'] },
        exhausted: { target: 'unknown', actions: 'hangUp' },
        next: { target: 'asking', actions: ['nextServer', 'send'] },
        silent: { target: 'failed', actions: 'hangUp' },
      },
    },
    found: {},
    unknown: {},
    failed: {},
  },
});
