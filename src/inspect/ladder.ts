/** A TCP connection as a ladder: one rung a segment, as its sender sent it, whatever bridges and NAT it passed later. */
import { formatIpv4 } from '../base/ipv4';
import type { Step } from '../sim/trace';
import { type Frame, type Ipv4Packet, type Tcp, TcpFlag } from '../wire/packet';

export interface LadderView {
  readonly left: LadderEnd;
  readonly right: LadderEnd;
  readonly segments: readonly SegmentView[];
  /** The rung of the step that was asked for. */
  readonly current: number;
  /** Segments before and behind those that are given. */
  readonly before: number;
  readonly behind: number;
}

export interface LadderEnd {
  /** `c1/eth0`; empty for an end that never spoke. */
  readonly place: string;
  readonly address: string;
}

export interface SegmentView {
  /** The step at which its sender's interface sent it. */
  readonly step: number;
  readonly time: number;
  readonly fromLeft: boolean;
  /** `SYN, ACK`. */
  readonly flags: string;
  /** Relative to the first of its direction, as Wireshark counts. */
  readonly seq: number;
  readonly ack: number | null;
  readonly length: number;
  /** It never reached the other end. */
  readonly lost: boolean;
}

interface Segment {
  readonly first: Step<Frame>;
  readonly ip: Ipv4Packet;
  readonly tcp: Tcp;
  readonly steps: Set<number>;
  readonly places: Set<string>;
}

const AROUND = 100;
const FLAGS = ['FIN', 'SYN', 'RST', 'PSH', 'ACK', 'URG', 'ECE', 'CWR', 'NS'] as const;

/** The connection that `step` belongs to, from the steps of its exchange in their order; null where the step is no TCP segment. */
export function ladderOf(
  exchange: readonly Step<Frame>[],
  step: number,
  label: (place: string) => string,
): LadderView | null {
  const segments = segmentsOf(exchange);
  const current = segments.findIndex((segment) => segment.steps.has(step));
  const opening = segments[0];
  if (current < 0 || opening === undefined) return null;
  const isLeft = ({ first, tcp }: Segment) =>
    nsOf(first.place) === nsOf(opening.first.place) && tcp.srcPort === opening.tcp.srcPort;
  const answer = segments.find((segment) => !isLeft(segment));
  const base = { left: opening.tcp.seq, right: answer?.tcp.seq ?? null };
  const nsLeft = nsOf(opening.first.place);
  const nsRight = answer === undefined ? null : nsOf(answer.first.place);
  const from = Math.max(0, current - AROUND);
  const shown = segments.slice(from, current + AROUND + 1).map((segment): SegmentView => {
    const { first, tcp } = segment;
    const fromLeft = isLeft(segment);
    const other = fromLeft ? nsRight : nsLeft;
    const own = fromLeft ? base.left : base.right;
    const others = fromLeft ? base.right : base.left;
    return {
      step: first.step,
      time: first.time,
      fromLeft,
      flags: flagsText(tcp.flags),
      seq: relative(tcp.seq, own),
      ack: (tcp.flags & TcpFlag.ACK) === 0 ? null : relative(tcp.ack, others),
      length: tcp.payload.length,
      lost: other === null || !segment.places.has(other),
    };
  });
  return {
    left: endOf(opening, label),
    right: answer === undefined ? { place: '', address: destination(opening) } : endOf(answer, label),
    segments: shown,
    current: current - from,
    before: from,
    behind: segments.length - from - shown.length,
  };
}

/** Segments in the order they were sent. One that passes its first interface again in the same direction was sent anew. */
function segmentsOf(exchange: readonly Step<Frame>[]): Segment[] {
  const segments: Segment[] = [];
  const latest = new Map<string, Segment>();
  for (const step of exchange) {
    const ip = step.frame.payload;
    if (ip instanceof Uint8Array || ip.kind !== 'ipv4') continue;
    const tcp = ip.payload;
    if (tcp instanceof Uint8Array || tcp.kind !== 'tcp') continue;
    const key = [ip.identification, tcp.seq, tcp.ack, tcp.flags, tcp.payload.length].join(' ');
    let segment = latest.get(key);
    if (segment === undefined || (segment.first.place === step.place && segment.first.sent === step.sent)) {
      segment = { first: step, ip, tcp, steps: new Set(), places: new Set() };
      segments.push(segment);
      latest.set(key, segment);
    }
    segment.steps.add(step.step);
    if (!step.sent) segment.places.add(nsOf(step.place));
  }
  return segments;
}

function nsOf(place: string): string {
  return place.slice(0, place.lastIndexOf('/'));
}

function endOf({ first, ip, tcp }: Segment, label: (place: string) => string): LadderEnd {
  return { place: label(first.place), address: `${formatIpv4(ip.src)}:${tcp.srcPort}` };
}

function destination({ ip, tcp }: Segment): string {
  return `${formatIpv4(ip.dst)}:${tcp.dstPort}`;
}

/** Sequence numbers wrap around at 2^32. */
function relative(number: number, base: number | null): number {
  return base === null ? number : (number - base) >>> 0;
}

function flagsText(flags: number): string {
  return FLAGS.filter((name) => (flags & TcpFlag[name]) !== 0).join(', ');
}
