/** Which frames are on a cable at a step: the one on show, and those that left and have not arrived. */
import type { EdgeView, FrameRow } from '../../inspect/view';

export interface Flight {
  readonly row: FrameRow;
  readonly edge: string;
  /** The port that it heads for. */
  readonly peer: string;
}

/** How many steps before and behind are looked at: what a flood of a big bridge makes. */
const HORIZON = 2500;
/** More copies than this nobody can follow. */
const MOST = 300;

/** Ports and cables by port, for both directions. */
function cablesByPort(edges: readonly EdgeView[]): Map<string, { readonly edge: string; readonly peer: string }> {
  return new Map(
    edges
      .filter(({ kind }) => kind === 'cable')
      .flatMap(({ id, from, to }) => [
        [from, { edge: id, peer: to }] as const,
        [to, { edge: id, peer: from }] as const,
      ]),
  );
}

/**
 * The frames under way besides the one that passes at `step`. Copies of a flood are under way from the moment that the first of
 * them leaves, for they leave at the same moment.
 */
export function inFlight(rows: readonly FrameRow[], step: number, edges: readonly EdgeView[]): Flight[] {
  const cables = cablesByPort(edges);
  const now = rows[step - 1];
  if (!now) return [];
  const flights: Flight[] = [];
  const arrived = new Map<string, number>();
  for (let i = Math.min(step - 1 + HORIZON, rows.length - 1); i >= Math.max(0, step - 1 - HORIZON); i--) {
    const row = rows[i];
    if (!row) continue;
    const sameMoment = row.time === now.time && row.sent && now.sent && row.summary === now.summary;
    if (!row.sent) {
      arrived.set(row.port, row.step);
      continue;
    }
    const cable = cables.get(row.port);
    if (!cable || row.step === step) continue;
    const arrival = arrived.get(cable.peer);
    const left = row.step < step || sameMoment;
    if (left && arrival !== undefined && arrival > step && !row.dropped) flights.push({ row, ...cable });
  }
  return flights.slice(0, MOST);
}
