/**
 * Compiles a flat XState definition, free of context, into a table. The definition stays the only place where the states are
 * written; stepping the table costs a look-up, where XState's own `transition` costs tens of microseconds.
 */
import { type AnyStateMachine, transition } from 'xstate';

export interface Transition<S extends string, A extends string> {
  readonly to: S;
  /** What the recipe has to do, in order: exit, transition and entry actions of the definition. */
  readonly effects: readonly A[];
}

export type MachineTable<S extends string, E extends string, A extends string> = Readonly<
  Record<S, Readonly<Partial<Record<E, Transition<S, A>>>>>
>;

/** Calls of XState's `transition` so far: they happen while tables are compiled and never afterwards. */
export const compiled = { transitions: 0 };

/** The table of a machine whose states, events and actions are named by the three lists. An event that a state ignores has no entry. */
export function compileMachine<S extends string, E extends string, A extends string>(
  machine: AnyStateMachine,
  states: readonly S[],
  events: readonly E[],
  actions: readonly A[],
): MachineTable<S, E, A> {
  const isState = (name: unknown): name is S => states.some((state) => state === name);
  const isAction = (name: string): name is A => actions.some((action) => action === name);
  const row = (state: S): Partial<Record<E, Transition<S, A>>> => {
    const snapshot = machine.resolveState({ value: state, context: {} });
    const cells: Partial<Record<E, Transition<S, A>>> = {};
    for (const event of events) {
      if (machine.getTransitionData(snapshot, { type: event }).length === 0) continue;
      compiled.transitions++;
      const [after, effects] = transition(machine, snapshot, { type: event });
      const to: unknown = after.value;
      if (!isState(to)) throw new Error(`${machine.id}: ${state} leads to an unlisted state`);
      cells[event] = { to, effects: effects.map((effect): string => effect.type).filter(isAction) };
    }
    return cells;
  };
  const table: Partial<Record<S, Partial<Record<E, Transition<S, A>>>>> = {};
  for (const state of states) table[state] = row(state);
  const whole = (partial: typeof table): partial is Record<S, Partial<Record<E, Transition<S, A>>>> =>
    states.every((state) => partial[state] !== undefined);
  if (!whole(table)) throw new Error(`${machine.id}: the table has a gap`);
  return table;
}
