/** What a ping keeps while it runs. */
import type { Ipv4 } from '../../base/ipv4';
import type { Errno } from '../../kernel/errno';
import type { ProcessEvent } from '../program';
import type { Lookup } from '../resolver/resolver';
import { parseInetAton } from '../resolver/numeric';
import type { PingOptions } from './options';
import type { PingState } from './ping.machine';

export interface PingData {
  state: PingState;
  readonly options: PingOptions;
  ip: Ipv4;
  ident: number;
  transmitted: number;
  acked: number;
  received: number;
  duplicates: number;
  errors: number;
  pipe: number;
  firstSent: number;
  lastSent: number;
  /** Sequence numbers answered already, of the last 128. */
  readonly heard: Record<number, boolean>;
  min: number;
  max: number;
  sum: number;
  squares: number;
  confirm: boolean;
  /** Why the last probe could not be sent: told where an ICMP error says more. */
  unsent: Errno | null;
  /** A look-up under way: as the real one, ping does nothing else meanwhile. */
  lookup: Lookup | null;
  /** What happened meanwhile. */
  readonly deferred: ProcessEvent[];
  /** The target's canonical name. */
  host: string;
  /** Nothing is looked up with `-n` or an address for a target. */
  readonly numeric: boolean;
  /** The line that waits for a name to stand between its two parts. */
  pending: { readonly ip: Ipv4; readonly before: string; readonly after: string } | null;
}

/** Before the target is looked up. */
export function freshData(options: PingOptions): PingData {
  return {
    state: 'resolving',
    options,
    ip: 0,
    ident: 0,
    transmitted: 0,
    acked: 0,
    received: 0,
    duplicates: 0,
    errors: 0,
    pipe: 0,
    firstSent: 0,
    lastSent: 0,
    heard: {},
    min: Infinity,
    max: 0,
    sum: 0,
    squares: 0,
    confirm: false,
    unsent: null,
    lookup: null,
    deferred: [],
    host: options.target,
    numeric: options.numeric || parseInetAton(options.target) !== null,
    pending: null,
  };
}
