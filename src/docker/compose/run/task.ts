/** What a compose command does, as data: steps, and which of them wait for which. */
import type { CreateRequest } from '../../container/request';
import type { NetworkRequest } from '../../network-request';
import type { Condition, Link } from '../model/project';

/** A container that is to be made; what it shares or links is looked up when it is. */
export interface NewContainer {
  readonly request: CreateRequest;
  readonly project: string;
  readonly service: string;
  readonly links: readonly Link[];
}

export type Step =
  /** Nothing but a line, or the reason why the command ends here. */
  | { readonly do: 'say'; readonly line: string; readonly failure?: string }
  | { readonly do: 'network.create'; readonly request: NetworkRequest }
  /** Removed and made anew, with the containers that were on it. */
  | {
      readonly do: 'network.remake';
      readonly id: string;
      readonly request: NetworkRequest;
      readonly containers: readonly string[];
    }
  | { readonly do: 'network.remove'; readonly id: string; readonly name: string }
  | { readonly do: 'create'; readonly container: NewContainer }
  /** Made anew under its name: the old one ends when the new one is there. */
  | { readonly do: 'recreate'; readonly container: NewContainer; readonly old: string; readonly patience: number }
  /** By name: it may not be there yet. */
  | { readonly do: 'start'; readonly name: string; readonly quiet: boolean }
  | {
      readonly do: 'stop';
      readonly id: string;
      readonly name: string;
      readonly patience: number;
      readonly quiet: boolean;
    }
  | { readonly do: 'restart'; readonly id: string; readonly name: string; readonly patience: number }
  | { readonly do: 'remove'; readonly id: string; readonly name: string; readonly quiet: boolean }
  | { readonly do: 'kill'; readonly id: string; readonly name: string; readonly signal: string }
  | { readonly do: 'pause' | 'unpause'; readonly id: string; readonly name: string }
  /** Waits until containers are as a dependent wants them. */
  | {
      readonly do: 'await';
      readonly service: string;
      readonly names: readonly string[];
      readonly condition: Condition | 'running_or_healthy';
      readonly checked: boolean;
    };

export interface Task {
  readonly step: Step;
  /** Indices of the tasks that come before it. */
  readonly after: readonly number[];
  state: 'waiting' | 'running' | 'stopping' | 'done';
}

/** The tasks of a command under way. */
export interface Work {
  readonly tasks: Task[];
  /** What went wrong first; nothing more is begun then. */
  failure: string | null;
  /** The exit status where it is not 1 for a failure. */
  status: number;
}

/** Puts tasks together: each `add` gives the index that others name as what they come after. */
export class Plan {
  readonly tasks: Task[] = [];

  add(step: Step, after: readonly number[] = []): number {
    this.tasks.push({ step, after, state: 'waiting' });
    return this.tasks.length - 1;
  }

  work(): Work {
    return { tasks: this.tasks, failure: null, status: 0 };
  }
}
