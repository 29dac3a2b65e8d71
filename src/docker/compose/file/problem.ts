/** What is wrong with a compose file, in compose's own words, and where. */
import type { Position } from './tree';

export interface Problem {
  /** Path of the file. */
  readonly file: string;
  /** Both count from 1. */
  readonly line: number;
  readonly column: number;
  /** What `docker compose` prints. */
  readonly message: string;
}

/** Ends the reading of a file; caught where it began and never let out of this folder. */
export class ComposeError extends Error {
  readonly problems: readonly Problem[];

  constructor(...problems: readonly Problem[]) {
    super(problems[0]?.message ?? '');
    this.problems = problems;
  }
}

export function problemAt(at: Position, message: string): Problem {
  return { file: at.file, line: at.line, column: at.column, message };
}

/** The reading ends with one complaint. */
export function complain(at: Position, message: string): ComposeError {
  return new ComposeError(problemAt(at, message));
}
