/** The ways of the cables in a host: sideways between the tiers, and down between the boxes to the ports of the host itself. */
import { portsOn, settle, spread } from './box';
import { Channel, TRACK } from './channels';
import { Gates } from './gates';
import type { Ground } from './ground';
import { type Wire, wayKey } from './wiring';

/** Below the containers, the bridges, the tables. */
const CHANNELS = 3;

export interface Ways {
  readonly channels: readonly Channel[];
  /** The turns of each cable that has any, once it is known how far down the first track of each channel is. */
  turns(firstTracks: readonly number[]): Map<string, readonly number[]>;
}

const keyOf = ({ upper, lower }: Wire): string => wayKey(upper.port.id, lower.port.id);

/** Gives the ports of the host their places too: where cables from inside arrive. */
export function waysOf(ground: Ground): Ways {
  const channels = Array.from({ length: CHANNELS }, () => new Channel());
  const through = throughTiers(ground);
  for (const [key, way] of through) {
    way.slice(1).forEach((to, i) => channels[channelOf(way, i)]?.add(key, way[i] ?? 0, to));
  }
  for (const wire of ground.wires) {
    const { upper, lower } = wire;
    if (through.has(keyOf(wire)) || (!ground.isTop(upper.node) && upper.port.side === 'bottom')) continue;
    channels[0]?.add(keyOf(wire), ground.drop(upper), ground.drop(lower));
  }
  return { channels, turns: (firstTracks) => turnsOf(ground, through, channels, firstTracks) };
}

/** A cable that begins further down passes fewer channels. */
const channelOf = (way: readonly number[], turn: number): number => CHANNELS + 1 - way.length + turn;

/** Each cable that leads to the host itself: where it comes down, passes each tier below, and arrives. */
function throughTiers(ground: Ground): ReadonlyMap<string, readonly number[]> {
  const { host, width, ports } = ground;
  const gates = [ground.bridges, ground.places].map((row) => new Gates(row.map((node) => ground.box(node))));
  const leaving = ground.wires.filter(({ lower }) => lower.node === host);
  const down = leaving.map(({ upper }) => {
    const way = [ground.drop(upper)];
    for (const gate of gates.slice(ground.isTop(upper.node) ? 0 : 1)) way.push(gate.near(way.at(-1) ?? 0));
    return way;
  });
  const row = portsOn(host, 'bottom');
  const even = spread(row, width);
  const wishes = row.map((port, i) => {
    const came = down.flatMap((way, wire) => (leaving[wire]?.lower.port === port ? (way.at(-1) ?? []) : []));
    return came.length === 0 ? (even[i] ?? 0) : came.reduce((sum, x) => sum + x, 0) / came.length;
  });
  for (const [id, at] of settle(row, wishes, width)) ports.set(id, at);
  return new Map(
    leaving.map((wire, i) => [keyOf(wire), [...(down[i] ?? []), ports.get(wire.lower.port.id) ?? 0]] as const),
  );
}

function turnsOf(
  ground: Ground,
  through: ReadonlyMap<string, readonly number[]>,
  channels: readonly Channel[],
  firstTracks: readonly number[],
): Map<string, readonly number[]> {
  const trackAt = (channel: number, key: string): number | null => {
    const track = channels[channel]?.track(key) ?? null;
    return track === null ? null : (firstTracks[channel] ?? 0) + track * TRACK;
  };
  const ways = new Map<string, readonly number[]>();
  for (const wire of ground.wires) {
    const key = keyOf(wire);
    const turns = ground.descent(wire.upper);
    const way = through.get(key);
    way?.slice(1).forEach((to, i) => {
      const at = trackAt(channelOf(way, i), key);
      if (at !== null) turns.push(...(i === way.length - 2 ? [at] : [at, to]));
    });
    const at = way ? null : trackAt(0, key);
    if (at !== null) turns.push(at, ...ground.descent(wire.lower).toReversed());
    if (turns.length > 0) ways.set(key, turns);
  }
  return ways;
}
