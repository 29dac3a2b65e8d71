/** One neighbour entry: the states as `ip neigh` prints them (NUD, net/core/neighbour.c; RFC 4861, section 7.3.2, for the idea). */
import { setup } from 'xstate';

export const NUD = ['NONE', 'INCOMPLETE', 'REACHABLE', 'STALE', 'DELAY', 'PROBE', 'FAILED', 'PERMANENT'] as const;
export type Nud = (typeof NUD)[number];

export const NEIGH_EVENTS = [
  'neigh.lookup', // a packet needs the address
  'neigh.reply', // an ARP reply sent to us
  'neigh.hint', // heard of it some other way, at the same or another address
  'neigh.moved', // heard at another address than the one we hold
  'neigh.retry', // the timer, with probes left
  'neigh.exhausted', // the timer, with none left
  'neigh.idle', // the reachable time is over and nobody has used it of late
  'neigh.used', // the reachable time is over and somebody uses it
  'neigh.confirm', // a higher layer says that it answers
] as const;
export type NeighEvent = (typeof NEIGH_EVENTS)[number];

export const NEIGH_EFFECTS = [
  'solicitBroadcast',
  'solicitUnicast',
  'restartProbes',
  'learn',
  'flushQueue',
  'dropQueue',
] as const;
export type NeighEffect = (typeof NEIGH_EFFECTS)[number];

/** Effects carry no code: the recipe in neighbour.ts performs them. */
const effect = () => undefined;

const learnt = { target: 'REACHABLE', actions: ['learn', 'flushQueue'] } as const;
const heard = { target: 'STALE', actions: ['learn', 'flushQueue'] } as const;

export const neighMachine = setup({
  types: { events: {} as { type: NeighEvent } },
  actions: {
    solicitBroadcast: effect,
    solicitUnicast: effect,
    restartProbes: effect,
    learn: effect,
    flushQueue: effect,
    dropQueue: effect,
  },
}).createMachine({
  id: 'neigh',
  initial: 'NONE',
  states: {
    NONE: {
      on: {
        'neigh.lookup': { target: 'INCOMPLETE', actions: ['restartProbes', 'solicitBroadcast'] },
        'neigh.hint': heard,
        'neigh.moved': heard,
      },
    },
    INCOMPLETE: {
      on: {
        'neigh.reply': learnt,
        'neigh.hint': heard,
        'neigh.moved': heard,
        'neigh.retry': { target: 'INCOMPLETE', actions: 'solicitBroadcast' },
        'neigh.exhausted': { target: 'FAILED', actions: 'dropQueue' },
      },
    },
    REACHABLE: {
      on: {
        'neigh.reply': { target: 'REACHABLE', actions: 'learn' },
        'neigh.moved': { target: 'STALE', actions: 'learn' },
        'neigh.confirm': 'REACHABLE',
        'neigh.idle': 'STALE',
        'neigh.used': 'DELAY',
      },
    },
    STALE: {
      on: {
        'neigh.lookup': 'DELAY',
        'neigh.reply': { target: 'REACHABLE', actions: 'learn' },
        'neigh.moved': { target: 'STALE', actions: 'learn' },
      },
    },
    DELAY: {
      on: {
        'neigh.reply': { target: 'REACHABLE', actions: 'learn' },
        'neigh.moved': { target: 'STALE', actions: 'learn' },
        'neigh.confirm': 'REACHABLE',
        'neigh.retry': { target: 'PROBE', actions: ['restartProbes', 'solicitUnicast'] },
      },
    },
    PROBE: {
      on: {
        'neigh.reply': { target: 'REACHABLE', actions: 'learn' },
        'neigh.moved': { target: 'STALE', actions: 'learn' },
        'neigh.confirm': 'REACHABLE',
        'neigh.retry': { target: 'PROBE', actions: 'solicitUnicast' },
        'neigh.exhausted': { target: 'FAILED', actions: 'dropQueue' },
      },
    },
    FAILED: {
      on: {
        'neigh.lookup': { target: 'INCOMPLETE', actions: ['restartProbes', 'solicitBroadcast'] },
        'neigh.reply': { target: 'REACHABLE', actions: 'learn' },
        'neigh.hint': heard,
        'neigh.moved': heard,
      },
    },
    PERMANENT: {},
  },
});
