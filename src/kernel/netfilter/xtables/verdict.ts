/** What comes of a rule or a chain, as small numbers: the walk of every packet compares them. From ACCEPT on nothing more is asked. */
export const NEXT = 0;
export const RETURN = 1;
export const ACCEPT = 2;
export const DROP = 3;
/** Dropped, and noted as such before its sender was told. */
export const REJECTED = 4;

export type Verdict = typeof NEXT | typeof RETURN | typeof ACCEPT | typeof DROP | typeof REJECTED;
