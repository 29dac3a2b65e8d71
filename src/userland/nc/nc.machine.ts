/** The life of one `nc` (OpenBSD's): as a client it goes through ports, as a server through callers. */
import { setup } from 'xstate';

export const NC_STATES = [
  'starting',
  'resolving',
  'connecting',
  'probing',
  'announcing',
  'listening',
  'greeting',
  'transferring',
  'done',
] as const;
export type NcState = (typeof NC_STATES)[number];

export const NC_EVENTS = [
  'dial', // it is to connect
  'serve', // it listens, or its UDP socket is bound
  'resolved',
  'unresolved',
  'connected',
  'refused', // this address of the port will not do
  'unreachable', // none of them will
  'mute', // a UDP socket is connected at once: whether anybody hears has to be tried
  'exhausted', // there is no further port
  'scanned', // -z: that it can be connected to is all that was asked
  'announced',
  'called',
  'greeted',
  'ended', // one transfer is over, and there is something to do yet
  'finished',
] as const;
export type NcEvent = (typeof NC_EVENTS)[number];

export const NC_EFFECTS = [
  'resolve',
  'connect',
  'probe',
  'tellSuccess',
  'nextAddress',
  'nextPort',
  'announce',
  'await',
  'greet',
  'transfer',
  'exit',
] as const;
export type NcEffect = (typeof NC_EFFECTS)[number];

/** Effects carry no code: the recipe in nc.ts performs them. */
const effect = () => undefined;

const done = { target: 'done', actions: 'exit' } as const;
const transfer = { target: 'transferring', actions: ['tellSuccess', 'transfer'] } as const;
const scanned = { target: 'resolving', actions: ['tellSuccess', 'nextPort'] } as const;
const elsewhere = { target: 'resolving', actions: 'nextPort' } as const;

export const ncMachine = setup({
  types: { events: {} as { type: NcEvent } },
  actions: {
    resolve: effect,
    connect: effect,
    probe: effect,
    tellSuccess: effect,
    nextAddress: effect,
    nextPort: effect,
    announce: effect,
    await: effect,
    greet: effect,
    transfer: effect,
    exit: effect,
  },
}).createMachine({
  id: 'nc',
  initial: 'starting',
  states: {
    starting: {
      on: {
        dial: { target: 'resolving', actions: 'resolve' },
        serve: { target: 'announcing', actions: 'announce' },
        finished: done,
      },
    },
    resolving: {
      on: {
        resolved: { target: 'connecting', actions: 'connect' },
        unresolved: done,
        exhausted: done,
        finished: done,
      },
    },
    connecting: {
      on: {
        connected: transfer,
        scanned,
        mute: { target: 'probing', actions: 'probe' },
        refused: { target: 'connecting', actions: 'nextAddress' },
        unreachable: elsewhere,
        finished: done,
      },
    },
    probing: {
      on: { connected: transfer, scanned, unreachable: elsewhere, finished: done },
    },
    announcing: { on: { announced: { target: 'listening', actions: 'await' }, finished: done } },
    listening: { on: { called: { target: 'greeting', actions: 'greet' }, finished: done } },
    greeting: { on: { greeted: { target: 'transferring', actions: 'transfer' }, finished: done } },
    transferring: {
      on: {
        ended: elsewhere,
        announced: { target: 'listening', actions: 'await' },
        finished: done,
      },
    },
    done: {},
  },
});
