/** How long a connection is remembered without a packet, as the sysctls net.netfilter.nf_conntrack_*_timeout say, in microseconds. */
import { type Micros, SECOND } from '../../../sim/clock';
import type { Netns } from '../../netns';
import { sysctlNumber } from '../../sysctl';

/** Timers count jiffies: packets within one do not change an entry. */
const JIFFY = 4000;

export function jiffyOf(now: Micros): Micros {
  return now - (now % JIFFY);
}

const NAMES = {
  icmp: 'net.netfilter.nf_conntrack_icmp_timeout',
  udp: 'net.netfilter.nf_conntrack_udp_timeout',
  udp_stream: 'net.netfilter.nf_conntrack_udp_timeout_stream',
  generic: 'net.netfilter.nf_conntrack_generic_timeout',
  SYN_SENT: 'net.netfilter.nf_conntrack_tcp_timeout_syn_sent',
  SYN_SENT2: 'net.netfilter.nf_conntrack_tcp_timeout_syn_sent',
  SYN_RECV: 'net.netfilter.nf_conntrack_tcp_timeout_syn_recv',
  ESTABLISHED: 'net.netfilter.nf_conntrack_tcp_timeout_established',
  FIN_WAIT: 'net.netfilter.nf_conntrack_tcp_timeout_fin_wait',
  CLOSE_WAIT: 'net.netfilter.nf_conntrack_tcp_timeout_close_wait',
  LAST_ACK: 'net.netfilter.nf_conntrack_tcp_timeout_last_ack',
  TIME_WAIT: 'net.netfilter.nf_conntrack_tcp_timeout_time_wait',
  CLOSE: 'net.netfilter.nf_conntrack_tcp_timeout_close',
  unacknowledged: 'net.netfilter.nf_conntrack_tcp_timeout_unacknowledged',
} as const;

export type TimeoutName = keyof typeof NAMES;

export function conntrackTimeout(ns: Netns, name: TimeoutName): Micros {
  return sysctlNumber(ns.sysctl, NAMES[name]) * SECOND;
}
