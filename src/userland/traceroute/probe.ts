/** The probes of a run in their order, and what is known of each (`struct probe`). */
import type { Ipv4 } from '../../base/ipv4';
import { type Micros, MILLISECOND } from '../../sim/clock';
import type { TracerouteOptions } from './options';

export interface Probe {
  sentAt: Micros | null;
  /** By what its answer is told: a port, or a sequence number. */
  key: number;
  socket: string | null;
  done: boolean;
  /** Whether the answer was the last on the way. */
  final: boolean;
  from: Ipv4 | null;
  receivedAt: Micros;
  mark: string;
}

export function freshProbe(): Probe {
  return { sentAt: null, key: 0, socket: null, done: false, final: false, from: null, receivedAt: 0, mark: '' };
}

/** What is added to a time before it is multiplied. */
const PRECISION = MILLISECOND;

/** How long the probe is waited for: less where others of its hop, or later ones, were answered soon (`get_timeout`). */
export function patienceOf(probes: readonly Probe[], index: number, options: TracerouteOptions): Micros {
  const { queries, here, near, wait } = options;
  const hop = index - (index % queries);
  const scaled = (probe: Probe, factor: number) => {
    const took = probe.done && probe.from !== null ? probe.receivedAt - (probe.sentAt ?? 0) : 0;
    return took > 0 ? Math.min(wait, (took + PRECISION) * factor) : null;
  };
  if (here > 0) {
    for (const probe of probes.slice(hop, hop + queries)) {
      const value = scaled(probe, here);
      if (value !== null) return value;
    }
  }
  if (near > 0) {
    for (let i = index + 1; probes[i]?.sentAt != null; i++) {
      const value = scaled(probes[i]!, near);
      if (value !== null) return value;
    }
  }
  return wait;
}

/**
 * A probe whose time is up. Where its hop is known to be the last one, the answer to a later probe takes its place: the
 * destination may have answered only those (`check_expired`).
 */
export function expire(probes: Probe[], index: number, queries: number): void {
  const probe = probes[index]!;
  probe.done = true;
  const hop = index - (index % queries);
  const before = probes.slice(hop, index);
  if (before.some((one) => !one.done || !one.final)) return;
  const finalAt = probes.findIndex((one, i) => i > index && one.done && one.from !== null);
  const final = probes[finalAt];
  if (final?.final !== true) return;
  const sameHop = before.length > 0 || finalAt < hop + queries;
  const sameHost = probes.slice(0, index).some(({ from }) => from === final.from);
  if (!sameHop && !sameHost) return;
  probes[index] = final;
  probes[finalAt] = { ...freshProbe(), sentAt: 0 };
}
