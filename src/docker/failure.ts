/** What the daemon answers where it cannot do what was asked; the kinds are moby's (errdefs), which the client turns into exit codes. */
import { Value } from '../sim/value';

export type FailureKind =
  'NotFound' | 'Conflict' | 'Forbidden' | 'InvalidParameter' | 'NotModified' | 'System' | 'Unavailable';

export class Failure extends Value {
  constructor(
    readonly kind: FailureKind,
    /** The daemon's sentence, as the client prints it behind `Error response from daemon: `. */
    readonly message: string,
    /** Exit status that `docker run` gives where it is not 125. */
    readonly status: number | null = null,
  ) {
    super();
  }
}

/** What an operation gives, or why it could not. */
export type Outcome<T> = T | Failure;

export function failed(outcome: unknown): outcome is Failure {
  return outcome instanceof Failure;
}
