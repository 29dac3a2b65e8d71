/** The lines of a file that the editor's cursor is in, and whether something was made by them. */
import { composeOrigin } from '../../../docker/compose/origin';

export interface Lines {
  readonly file: string;
  /** From 1, both included, as the host has the file. */
  readonly from: number;
  readonly to: number;
}

/** Whether what has this origin was made by these lines. */
export function isMadeBy(origin: string | null | undefined, lines: Lines | null): boolean {
  if (lines === null || origin == null) return false;
  const made = composeOrigin(origin);
  return made !== null && made.file === lines.file && made.line >= lines.from && made.line <= lines.to;
}
