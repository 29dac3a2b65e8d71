/** The running player, readable by components: an actor whose snapshots are state. */
import { createActor } from 'xstate';
import { type PlayerEvent, playerMachine, SPEEDS } from './player.machine';

export class Player {
  readonly #actor = createActor(playerMachine);
  #snapshot = $state.raw(this.#actor.getSnapshot());

  constructor() {
    this.#actor.subscribe((snapshot) => {
      this.#snapshot = snapshot;
    });
    this.#actor.start();
  }

  get step(): number {
    return this.#snapshot.context.step;
  }

  get steps(): number {
    return this.#snapshot.context.steps;
  }

  get playing(): boolean {
    return this.#snapshot.matches('playing');
  }

  /** Times the normal speed. */
  get speed(): number {
    return SPEEDS[this.#snapshot.context.speed] ?? 1;
  }

  get slowest(): boolean {
    return this.#snapshot.context.speed === 0;
  }

  get fastest(): boolean {
    return this.#snapshot.context.speed === SPEEDS.length - 1;
  }

  send(event: PlayerEvent): void {
    this.#actor.send(event);
  }
}
