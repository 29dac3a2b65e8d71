/** The life of tcpdump: the names of its filter are looked up, then it prints until it has enough or is interrupted. */
import { setup } from 'xstate';

export const TCPDUMP_STATES = ['starting', 'resolving', 'capturing', 'full', 'done'] as const;
export type TcpdumpState = (typeof TCPDUMP_STATES)[number];

export const TCPDUMP_EVENTS = [
  'named', // a host of the filter has no address yet
  'known', // all of them have
  'unknown', // one of them has none
  'counted', // -c: that many packets are printed
  'block', // the kernel hands over what it has gathered, and the loop can end
  'interrupted',
] as const;
export type TcpdumpEvent = (typeof TCPDUMP_EVENTS)[number];

export const TCPDUMP_EFFECTS = ['resolve', 'listen', 'awaitBlock', 'newline', 'statistics'] as const;
export type TcpdumpEffect = (typeof TCPDUMP_EFFECTS)[number];

const effect = () => undefined;
const resolve = { target: 'resolving', actions: 'resolve' } as const;
const capture = { target: 'capturing', actions: 'listen' } as const;
const stop = { target: 'done', actions: ['newline', 'statistics'] } as const;

export const tcpdumpMachine = setup({
  types: { events: {} as { type: TcpdumpEvent } },
  actions: { resolve: effect, listen: effect, awaitBlock: effect, newline: effect, statistics: effect },
}).createMachine({
  id: 'tcpdump',
  initial: 'starting',
  states: {
    starting: { on: { named: resolve, known: capture } },
    resolving: { on: { named: resolve, known: capture, unknown: 'done', interrupted: 'done' } },
    capturing: { on: { counted: { target: 'full', actions: 'awaitBlock' }, interrupted: stop } },
    full: { on: { block: { target: 'done', actions: 'statistics' }, interrupted: stop } },
    done: {},
  },
});
