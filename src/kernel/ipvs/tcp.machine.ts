/**
 * A balanced TCP connection: the states as `ipvsadm -Lcn` prints them (net/netfilter/ipvs/ip_vs_proto_tcp.c, `tcp_states`).
 * `in` is what comes from the client, `out` what the real server answers.
 */
import { setup } from 'xstate';

export const IPVS_TCP_STATES = [
  'NONE',
  'ESTABLISHED',
  'SYN_SENT',
  'SYN_RECV',
  'FIN_WAIT',
  'TIME_WAIT',
  'CLOSE',
  'CLOSE_WAIT',
  'LAST_ACK',
] as const;
export type IpvsTcpState = (typeof IPVS_TCP_STATES)[number];

/** The direction and the flag that counts most: RST, then SYN, then FIN, then ACK. A state that an event does not change has no transition. */
export const IPVS_TCP_EVENTS = [
  'in.syn',
  'in.fin',
  'in.ack',
  'in.rst',
  'out.syn',
  'out.fin',
  'out.ack',
  'out.rst',
] as const;
export type IpvsTcpEvent = (typeof IPVS_TCP_EVENTS)[number];

/** A SYN of either end begins it anew. */
const again = { 'in.syn': 'SYN_RECV', 'out.syn': 'SYN_SENT' } as const;
const reset = { 'in.rst': 'CLOSE', 'out.rst': 'CLOSE' } as const;

export const ipvsTcpMachine = setup({ types: { events: {} as { type: IpvsTcpEvent } } }).createMachine({
  id: 'ipvs-tcp',
  initial: 'NONE',
  states: {
    NONE: {
      on: {
        ...again,
        ...reset,
        'in.fin': 'CLOSE',
        'in.ack': 'ESTABLISHED',
        'out.fin': 'TIME_WAIT',
        'out.ack': 'ESTABLISHED',
      },
    },
    SYN_RECV: {
      on: {
        'in.fin': 'TIME_WAIT',
        'in.ack': 'ESTABLISHED',
        'out.fin': 'TIME_WAIT',
        'out.ack': 'ESTABLISHED',
        'out.rst': 'CLOSE',
      },
    },
    SYN_SENT: { on: { 'in.syn': 'ESTABLISHED', 'in.rst': 'CLOSE' } },
    ESTABLISHED: { on: { ...reset, 'in.fin': 'CLOSE_WAIT', 'out.fin': 'FIN_WAIT' } },
    FIN_WAIT: { on: { ...again, ...reset, 'in.fin': 'TIME_WAIT' } },
    CLOSE_WAIT: { on: { ...again, ...reset, 'out.fin': 'TIME_WAIT' } },
    TIME_WAIT: { on: { ...again, 'in.rst': 'CLOSE' } },
    LAST_ACK: { on: { ...again, 'in.ack': 'CLOSE', 'out.rst': 'CLOSE' } },
    CLOSE: { on: { ...again } },
  },
});
