/** One question put to a list of servers, as dig, host and nslookup put it (bin/dig/dighost.c of BIND 9.18). */
import { setup } from 'xstate';

export const EXCHANGE_STATES = ['ready', 'asking', 'connecting', 'reading', 'answered', 'failed'] as const;
export type ExchangeState = (typeof EXCHANGE_STATES)[number];

export const EXCHANGE_EVENTS = [
  'datagram', // it goes out by UDP
  'stream', // it goes out by TCP
  'established', // the connection is there
  'answer', // a message that will do
  'truncated', // an answer that has to be fetched by TCP
  'again', // this attempt has failed, there is another (or another server)
  'over', // it has failed and was the last
] as const;
export type ExchangeEvent = (typeof EXCHANGE_EVENTS)[number];

export const EXCHANGE_EFFECTS = ['transmit', 'connect', 'write', 'settle', 'giveUp'] as const;
export type ExchangeEffect = (typeof EXCHANGE_EFFECTS)[number];

const effect = () => undefined;
const answered = { target: 'answered', actions: 'settle' } as const;
const failed = { target: 'failed', actions: 'giveUp' } as const;
const reconnect = { target: 'connecting', actions: 'connect' } as const;
const retransmit = { target: 'asking', actions: 'transmit' } as const;

export const exchangeMachine = setup({
  types: { events: {} as { type: ExchangeEvent } },
  actions: { transmit: effect, connect: effect, write: effect, settle: effect, giveUp: effect },
}).createMachine({
  id: 'exchange',
  initial: 'ready',
  states: {
    ready: { on: { datagram: retransmit, stream: reconnect } },
    asking: { on: { answer: answered, truncated: reconnect, again: retransmit, over: failed } },
    connecting: { on: { established: { target: 'reading', actions: 'write' }, again: reconnect, over: failed } },
    reading: { on: { answer: answered, again: reconnect, over: failed } },
    answered: {},
    failed: {},
  },
});
