/** The player: which step is on show, whether it moves on by itself, and how fast. Step 0 is the world before the first frame. */
import { assign, setup } from 'xstate';

export const SPEEDS = [0.25, 0.5, 1, 2, 4, 8] as const;
const NORMAL_SPEED = 2;
/** How long a step stays at normal speed: the hop of 220 ms, and time to see where it led. */
const DWELL_MS = 420;

export interface PlayerContext {
  readonly step: number;
  readonly steps: number;
  /** Index into `SPEEDS`. */
  readonly speed: number;
}

export type PlayerEvent =
  | { readonly type: 'play' }
  | { readonly type: 'pause' }
  | { readonly type: 'toggle' }
  | { readonly type: 'go'; readonly step: number }
  | { readonly type: 'forward' }
  | { readonly type: 'back' }
  | { readonly type: 'first' }
  | { readonly type: 'last' }
  | { readonly type: 'faster' }
  | { readonly type: 'slower' }
  /** The run is this long now; what was on show stays on show where it still can. */
  | { readonly type: 'length'; readonly steps: number }
  /** The step is on the screen: from now on it counts how long it stays. */
  | { readonly type: 'shown'; readonly step: number };

const START: PlayerContext = { step: 0, steps: 0, speed: NORMAL_SPEED };
const types: { context: PlayerContext; events: PlayerEvent } = { context: START, events: { type: 'play' } };

const clamp = (value: number, max: number): number => Math.min(Math.max(0, Math.trunc(value)), max);

export const playerMachine = setup({
  types,
  delays: { dwell: ({ context }) => DWELL_MS / (SPEEDS[context.speed] ?? 1) },
  guards: {
    atEnd: ({ context }) => context.step >= context.steps,
    empty: ({ context }) => context.steps === 0,
    isOnShow: ({ context, event }) => event.type === 'shown' && event.step === context.step,
  },
  actions: {
    go: assign(({ context, event }) => (event.type === 'go' ? { step: clamp(event.step, context.steps) } : {})),
    forward: assign(({ context }) => ({ step: clamp(context.step + 1, context.steps) })),
    back: assign(({ context }) => ({ step: clamp(context.step - 1, context.steps) })),
    first: assign({ step: 0 }),
    last: assign(({ context }) => ({ step: context.steps })),
    faster: assign(({ context }) => ({ speed: clamp(context.speed + 1, SPEEDS.length - 1) })),
    slower: assign(({ context }) => ({ speed: clamp(context.speed - 1, SPEEDS.length - 1) })),
    measure: assign(({ context, event }) =>
      event.type === 'length' ? { steps: event.steps, step: clamp(context.step, event.steps) } : {},
    ),
  },
}).createMachine({
  id: 'player',
  context: START,
  initial: 'paused',
  on: {
    faster: { actions: 'faster' },
    slower: { actions: 'slower' },
    length: { actions: 'measure' },
    go: { target: '.paused', actions: 'go' },
    forward: { target: '.paused', actions: 'forward' },
    back: { target: '.paused', actions: 'back' },
    first: { target: '.paused', actions: 'first' },
    last: { target: '.paused', actions: 'last' },
  },
  states: {
    paused: {
      on: {
        play: [{ guard: 'empty' }, { guard: 'atEnd', target: 'playing', actions: 'first' }, { target: 'playing' }],
        toggle: [{ guard: 'empty' }, { guard: 'atEnd', target: 'playing', actions: 'first' }, { target: 'playing' }],
      },
    },
    playing: {
      initial: 'dwelling',
      on: { pause: 'paused', toggle: 'paused' },
      states: {
        loading: { on: { shown: { guard: 'isOnShow', target: 'dwelling' } } },
        dwelling: {
          after: {
            dwell: [
              { guard: 'atEnd', target: '#player.paused' },
              { target: 'loading', actions: 'forward' },
            ],
          },
        },
      },
    },
  },
});
