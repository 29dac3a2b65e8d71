/** What comes of a rule or a chain, as small numbers: the walk of every packet compares them. */
export const NEXT = 0;
export const RETURN = 1;
export const ACCEPT = 2;
export const DROP = 3;

export type Verdict = typeof NEXT | typeof RETURN | typeof ACCEPT | typeof DROP;
