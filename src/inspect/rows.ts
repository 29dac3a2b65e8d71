/** Steps as rows: the list of frames and the dots of the lanes. */
import { get, type Table } from '../sim/table';
import type { Step } from '../sim/trace';
import type { Netns } from '../kernel/netns';
import type { Frame } from '../wire/packet';
import { summarize } from '../wire/summary';
import type { FrameRow } from './view';

/** `c1/eth0`: a place with its namespace under the name that a capture has for it. */
export function placeLabel(namespaces: Table<Netns>, place: string): string {
  const slash = place.lastIndexOf('/');
  const ns = get(namespaces, place.slice(0, slash));
  return ns === undefined ? place : `${ns.name}${place.slice(slash)}`;
}

/** An exchange is over when nothing of it was heard for so long. */
const EXCHANGE_GAP = 3_000_000;

/** Groups the frames of a run into exchanges as they come: a question with its answer, an echo, a connection. */
export class Exchanges {
  private readonly last = new Map<string, { exchange: number; time: number }>();
  private next = 1;

  /** The exchange that the step's frame belongs to. */
  of(step: Step<Frame>): number {
    const key = exchangeKey(step.frame);
    const known = this.last.get(key);
    const exchange = known !== undefined && step.time - known.time <= EXCHANGE_GAP ? known.exchange : this.next++;
    this.last.set(key, { exchange, time: step.time });
    return exchange;
  }
}

/** What the frames of one exchange have in common, whatever NAT does to them on their way. */
function exchangeKey({ payload, src, dst }: Frame): string {
  if (payload instanceof Uint8Array) return `eth ${src} ${dst}`;
  if (payload.kind === 'arp') return `arp ${[payload.senderIp, payload.targetIp].sort((a, b) => a - b).join(' ')}`;
  const inner = payload.payload;
  if (inner instanceof Uint8Array) return `ip ${payload.protocol} ${payload.identification}`;
  if (inner.kind === 'icmp')
    return inner.type === 0 || inner.type === 8 ? `icmp ${inner.rest}` : `icmp error ${payload.dst}`;
  return `${inner.kind} ${Math.max(inner.srcPort, inner.dstPort)}`;
}

export function rowOf(step: Step<Frame>, label: string, exchange: number, dropped: boolean): FrameRow {
  const { protocol, text } = summarize(step.frame);
  return {
    step: step.step,
    time: step.time,
    place: label,
    port: step.place,
    sent: step.sent,
    protocol,
    summary: text,
    exchange,
    dropped,
  };
}
