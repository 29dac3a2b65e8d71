/** The life of a container: the states as `docker ps` and `inspect` name them (moby `container/state.go`). */
import { setup } from 'xstate';

export const CONTAINER_STATES = ['created', 'running', 'paused', 'restarting', 'exited', 'removing'] as const;
export type ContainerState = (typeof CONTAINER_STATES)[number];

export const CONTAINER_EVENTS = [
  'container.start', // docker start, or run
  'container.die', // its main process ended
  'container.pause',
  'container.unpause',
  'container.backoff', // it died, and its restart policy will start it again
  'container.remove',
] as const;
export type ContainerEvent = (typeof CONTAINER_EVENTS)[number];

export const CONTAINER_EFFECTS = ['launch', 'tearDown', 'freeze', 'thaw', 'armRestart', 'destroy'] as const;

/** Effects carry no code: the recipe in lifecycle.ts performs them. */
const effect = () => undefined;

const removal = { target: 'removing', actions: 'destroy' } as const;

export const containerMachine = setup({
  types: { events: {} as { type: ContainerEvent } },
  actions: { launch: effect, tearDown: effect, freeze: effect, thaw: effect, armRestart: effect, destroy: effect },
}).createMachine({
  id: 'container',
  initial: 'created',
  states: {
    created: { on: { 'container.start': { target: 'running', actions: 'launch' }, 'container.remove': removal } },
    running: {
      on: {
        'container.pause': { target: 'paused', actions: 'freeze' },
        'container.die': { target: 'exited', actions: 'tearDown' },
        'container.backoff': { target: 'restarting', actions: ['tearDown', 'armRestart'] },
      },
    },
    paused: {
      on: {
        'container.unpause': { target: 'running', actions: 'thaw' },
        'container.die': { target: 'exited', actions: ['thaw', 'tearDown'] },
        'container.backoff': { target: 'restarting', actions: ['thaw', 'tearDown', 'armRestart'] },
      },
    },
    restarting: {
      on: {
        'container.start': { target: 'running', actions: 'launch' },
        'container.die': 'exited',
        'container.remove': removal,
      },
    },
    exited: { on: { 'container.start': { target: 'running', actions: 'launch' }, 'container.remove': removal } },
    removing: {},
  },
});
