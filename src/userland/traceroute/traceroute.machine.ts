/** The life of traceroute: a round over the probes sends those whose turn it is, prints those that are settled, and waits for the others. */
import { setup } from 'xstate';

export const TRACEROUTE_STATES = ['starting', 'resolving', 'sending', 'pausing', 'waiting', 'naming', 'done'] as const;
export type TracerouteState = (typeof TRACEROUTE_STATES)[number];

export const TRACEROUTE_EVENTS = [
  'named', // there is a host
  'known', // its address is there
  'unknown', // it has none
  'sent', // a probe has left
  'paused', // the time that sending it took is over
  'round.over', // nothing more to send for now
  'woken', // an answer, or a probe's time is up
  'name.wanted', // the address to be printed next may have a name
  'name.known',
  'all.printed',
  'refused', // the kernel does not let it go on
] as const;
export type TracerouteEvent = (typeof TRACEROUTE_EVENTS)[number];

export const TRACEROUTE_EFFECTS = ['resolve', 'begin', 'round', 'goOn', 'pause', 'wait', 'askName', 'finish'] as const;
export type TracerouteEffect = (typeof TRACEROUTE_EFFECTS)[number];

const effect = () => undefined;
const begin = { target: 'sending', actions: ['begin', 'round'] } as const;

export const tracerouteMachine = setup({
  types: { events: {} as { type: TracerouteEvent } },
  actions: {
    resolve: effect,
    begin: effect,
    round: effect,
    goOn: effect,
    pause: effect,
    wait: effect,
    askName: effect,
    finish: effect,
  },
}).createMachine({
  id: 'traceroute',
  initial: 'starting',
  states: {
    starting: { on: { named: { target: 'resolving', actions: 'resolve' } } },
    resolving: { on: { known: begin, unknown: 'done' } },
    sending: {
      on: {
        sent: { target: 'pausing', actions: 'pause' },
        'round.over': { target: 'waiting', actions: 'wait' },
        'name.wanted': { target: 'naming', actions: 'askName' },
        'all.printed': { target: 'done', actions: 'finish' },
        refused: 'done',
      },
    },
    pausing: { on: { paused: { target: 'sending', actions: 'goOn' } } },
    waiting: { on: { woken: { target: 'sending', actions: 'round' } } },
    naming: { on: { 'name.known': { target: 'sending', actions: 'goOn' } } },
    done: {},
  },
});
