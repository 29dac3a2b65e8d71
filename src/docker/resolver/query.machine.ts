/** A question that the embedded resolver passes on: from one server to the next until one answers. */
import { setup } from 'xstate';

export const QUERY_STATES = ['asking', 'connecting', 'waiting', 'answered', 'failed'] as const;
export type QueryState = (typeof QUERY_STATES)[number];

export const QUERY_EVENTS = [
  'query.connect', // by TCP the connection comes first
  'query.sent', // the question is on its way
  'query.next', // this server is no use, there is another
  'query.reply', // a server has answered
  'query.exhausted', // no server is left
] as const;
export type QueryEvent = (typeof QUERY_EVENTS)[number];

export const QUERY_EFFECTS = ['ask', 'relay', 'giveUp'] as const;

/** Effects carry no code: the recipe in forward.ts performs them. */
const effect = () => undefined;

const next = { target: 'asking', actions: 'ask' } as const;
const exhausted = { target: 'failed', actions: 'giveUp' } as const;

export const queryMachine = setup({
  types: { events: {} as { type: QueryEvent } },
  actions: { ask: effect, relay: effect, giveUp: effect },
}).createMachine({
  id: 'query',
  initial: 'asking',
  states: {
    asking: {
      on: { 'query.connect': 'connecting', 'query.sent': 'waiting', 'query.next': next, 'query.exhausted': exhausted },
    },
    connecting: { on: { 'query.sent': 'waiting', 'query.next': next, 'query.exhausted': exhausted } },
    waiting: {
      on: { 'query.reply': { target: 'answered', actions: 'relay' }, 'query.next': next, 'query.exhausted': exhausted },
    },
    answered: {},
    failed: {},
  },
});
