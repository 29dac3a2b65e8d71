/**
 * A tracked TCP connection: the states as `conntrack -L` prints them, seen from between the two ends
 * (net/netfilter/nf_conntrack_proto_tcp.c, `tcp_conntracks`). A segment that a state has no transition for is INVALID.
 */
import { setup } from 'xstate';

export const TCP_CONN_STATES = [
  'NONE',
  'SYN_SENT',
  'SYN_RECV',
  'ESTABLISHED',
  'FIN_WAIT',
  'CLOSE_WAIT',
  'LAST_ACK',
  'TIME_WAIT',
  'CLOSE',
  'SYN_SENT2',
] as const;
export type TcpConnState = (typeof TCP_CONN_STATES)[number];

/** The direction and the flag that counts most: RST, then SYN, then FIN, then ACK. */
export const TCP_CONN_EVENTS = [
  'original.syn',
  'original.synack',
  'original.fin',
  'original.ack',
  'original.rst',
  'reply.syn',
  'reply.synack',
  'reply.fin',
  'reply.ack',
  'reply.rst',
] as const;
export type TcpConnEvent = (typeof TCP_CONN_EVENTS)[number];

export const TCP_CONN_EFFECTS = [
  'ignore', // maybe valid, maybe not: it passes, and the other end's answer decides
  'reopen', // the old connection is over, this segment begins a new one
  'assure', // both ends have been heard: the entry is not dropped early
] as const;

/** Effects carry no code: the recipe in tcp-conn.ts performs them. */
const effect = () => undefined;

const ignored = (state: TcpConnState) => ({ target: state, actions: 'ignore' }) as const;
const reopened = { target: 'SYN_SENT', actions: 'reopen' } as const;
const assured = { target: 'ESTABLISHED', actions: 'assure' } as const;

/** A RST ends it from anywhere. */
const reset = { 'original.rst': 'CLOSE', 'reply.rst': 'CLOSE' } as const;

export const tcpConnMachine = setup({
  types: { events: {} as { type: TcpConnEvent } },
  actions: { ignore: effect, reopen: effect, assure: effect },
}).createMachine({
  id: 'tcp-conn',
  initial: 'NONE',
  states: {
    NONE: { on: { 'original.syn': 'SYN_SENT', 'original.ack': 'ESTABLISHED' } },
    SYN_SENT: {
      on: {
        ...reset,
        'original.syn': 'SYN_SENT',
        'reply.syn': 'SYN_SENT2',
        'reply.synack': 'SYN_RECV',
        'reply.ack': ignored('SYN_SENT'),
      },
    },
    SYN_SENT2: {
      on: {
        ...reset,
        'original.syn': 'SYN_SENT2',
        'original.synack': 'SYN_RECV',
        'reply.syn': 'SYN_SENT2',
        'reply.synack': 'SYN_RECV',
        'reply.ack': ignored('SYN_SENT2'),
      },
    },
    SYN_RECV: {
      on: {
        ...reset,
        'original.syn': ignored('SYN_RECV'),
        'original.synack': 'SYN_RECV',
        'original.fin': 'FIN_WAIT',
        'original.ack': assured,
        'reply.synack': ignored('SYN_RECV'),
        'reply.fin': 'FIN_WAIT',
        'reply.ack': 'SYN_RECV',
      },
    },
    ESTABLISHED: {
      on: {
        ...reset,
        'original.syn': ignored('ESTABLISHED'),
        'original.fin': 'FIN_WAIT',
        'original.ack': assured,
        'reply.synack': ignored('ESTABLISHED'),
        'reply.fin': 'FIN_WAIT',
        'reply.ack': assured,
      },
    },
    FIN_WAIT: {
      on: {
        ...reset,
        'original.syn': ignored('FIN_WAIT'),
        'original.fin': 'LAST_ACK',
        'original.ack': 'CLOSE_WAIT',
        'reply.synack': ignored('FIN_WAIT'),
        'reply.fin': 'LAST_ACK',
        'reply.ack': 'CLOSE_WAIT',
      },
    },
    CLOSE_WAIT: {
      on: {
        ...reset,
        'original.syn': ignored('CLOSE_WAIT'),
        'original.fin': 'LAST_ACK',
        'original.ack': 'CLOSE_WAIT',
        'reply.synack': ignored('CLOSE_WAIT'),
        'reply.fin': 'LAST_ACK',
        'reply.ack': 'CLOSE_WAIT',
      },
    },
    LAST_ACK: {
      on: {
        ...reset,
        'original.syn': ignored('LAST_ACK'),
        'original.fin': 'LAST_ACK',
        'original.ack': 'TIME_WAIT',
        'reply.synack': ignored('LAST_ACK'),
        'reply.fin': 'LAST_ACK',
        'reply.ack': 'TIME_WAIT',
      },
    },
    TIME_WAIT: {
      on: {
        ...reset,
        'original.syn': reopened,
        'original.fin': 'TIME_WAIT',
        'original.ack': 'TIME_WAIT',
        'reply.syn': reopened,
        'reply.synack': ignored('TIME_WAIT'),
        'reply.fin': 'TIME_WAIT',
        'reply.ack': 'TIME_WAIT',
      },
    },
    CLOSE: {
      on: {
        ...reset,
        'original.syn': reopened,
        'original.fin': 'CLOSE',
        'original.ack': 'CLOSE',
        'reply.synack': ignored('CLOSE'),
        'reply.fin': 'CLOSE',
        'reply.ack': 'CLOSE',
      },
    },
  },
});
