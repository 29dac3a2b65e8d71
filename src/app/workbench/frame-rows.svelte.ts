/** The rows of every step, fetched page by page behind the reader's back: the list filters them, the lanes draw a window of them. */
import type { FrameRow, SessionApi } from '../../inspect/view';

const PAGE = 2000;

export class FrameRows {
  /** The row of step n is at n - 1; as far as it is loaded. */
  all = $state.raw<readonly FrameRow[]>([]);
  #wanted = 0;
  #generation = 0;
  readonly #session: SessionApi;

  constructor(session: SessionApi) {
    this.#session = session;
  }

  /** Another run: what was loaded is void. */
  clear(): void {
    this.#generation++;
    this.#wanted = 0;
    this.all = [];
  }

  /** The run has `steps` steps now: loads the rows that are missing. */
  async load(steps: number): Promise<void> {
    const busy = this.#wanted > this.all.length;
    this.#wanted = steps;
    if (busy) return;
    const generation = this.#generation;
    while (this.all.length < this.#wanted) {
      const from = this.all.length + 1;
      const page = await this.#session.rows(from, Math.min(from + PAGE - 1, this.#wanted));
      if (generation !== this.#generation || page.length === 0) return;
      this.all = this.all.concat(page);
    }
  }

  at(step: number): FrameRow | null {
    return this.all[step - 1] ?? null;
  }
}
