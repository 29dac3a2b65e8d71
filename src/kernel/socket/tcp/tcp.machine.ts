/** One TCP connection: the state diagram of RFC 9293, section 3.3.2, its states named as `ss` prints them. */
import { setup } from 'xstate';

export const TCP_STATES = [
  'UNCONN',
  'LISTEN',
  'SYN-SENT',
  'SYN-RECV',
  'ESTAB',
  'FIN-WAIT-1',
  'FIN-WAIT-2',
  'CLOSE-WAIT',
  'CLOSING',
  'LAST-ACK',
  'TIME-WAIT',
] as const;
export type TcpState = (typeof TCP_STATES)[number];

export const TCP_EVENTS = [
  'tcp.listen', // passive open
  'tcp.connect', // active open
  'tcp.syn', // a SYN without acknowledgment of ours
  'tcp.synAck', // a SYN that acknowledges ours
  'tcp.synAcked', // our SYN is acknowledged
  'tcp.fin', // the peer has sent all it had
  'tcp.close', // we have sent all we had
  'tcp.finAcked', // our FIN is acknowledged
  'tcp.rst', // the peer knows of no such connection
  'tcp.unreachable', // an ICMP error ends the attempt
  'tcp.expire', // a timer has run out: no answer, or the end of TIME-WAIT
  'tcp.abort', // closed with data unread, or by a listener that goes
] as const;
export type TcpEvent = (typeof TCP_EVENTS)[number];

export const TCP_EFFECTS = [
  'sendSyn',
  'sendSynAck',
  'sendAck',
  'delayAck',
  'sendFin',
  'sendRst',
  'connected', // the process, or the listener's queue, is told
  'finished', // the reader meets the end of the stream
  'finTimer',
  'timeWait',
  'refused',
  'reset',
  'brokenPipe',
  'timedOut',
  'unreachable',
  'done', // the connection is forgotten
] as const;
export type TcpEffect = (typeof TCP_EFFECTS)[number];

/** Effects carry no code: the recipe in state.ts performs them. */
const effect = () => undefined;

const broken = { target: 'UNCONN', actions: ['reset', 'done'] } as const;
const silent = { target: 'UNCONN', actions: ['timedOut', 'done'] } as const;
const aborted = { target: 'UNCONN', actions: ['sendRst', 'done'] } as const;
const over = { target: 'UNCONN', actions: ['done'] } as const;

export const tcpMachine = setup({
  types: { events: {} as { type: TcpEvent } },
  actions: {
    sendSyn: effect,
    sendSynAck: effect,
    sendAck: effect,
    delayAck: effect,
    sendFin: effect,
    sendRst: effect,
    connected: effect,
    finished: effect,
    finTimer: effect,
    timeWait: effect,
    refused: effect,
    reset: effect,
    brokenPipe: effect,
    timedOut: effect,
    unreachable: effect,
    done: effect,
  },
}).createMachine({
  id: 'tcp',
  initial: 'UNCONN',
  states: {
    UNCONN: {
      on: { 'tcp.listen': 'LISTEN', 'tcp.connect': { target: 'SYN-SENT', actions: 'sendSyn' }, 'tcp.close': over },
    },
    LISTEN: {
      on: { 'tcp.syn': { target: 'SYN-RECV', actions: 'sendSynAck' }, 'tcp.close': over },
    },
    'SYN-SENT': {
      on: {
        'tcp.synAck': { target: 'ESTAB', actions: ['sendAck', 'connected'] },
        'tcp.syn': { target: 'SYN-RECV', actions: 'sendSynAck' },
        'tcp.rst': { target: 'UNCONN', actions: ['refused', 'done'] },
        'tcp.unreachable': { target: 'UNCONN', actions: ['unreachable', 'done'] },
        'tcp.expire': silent,
        'tcp.close': over,
      },
    },
    'SYN-RECV': {
      on: {
        'tcp.synAcked': { target: 'ESTAB', actions: 'connected' },
        'tcp.fin': { target: 'CLOSE-WAIT', actions: ['delayAck', 'finished'] },
        'tcp.close': { target: 'FIN-WAIT-1', actions: 'sendFin' },
        'tcp.rst': { target: 'UNCONN', actions: ['refused', 'done'] },
        'tcp.unreachable': { target: 'UNCONN', actions: ['unreachable', 'done'] },
        'tcp.expire': silent,
        'tcp.abort': aborted,
      },
    },
    ESTAB: {
      on: {
        'tcp.fin': { target: 'CLOSE-WAIT', actions: ['delayAck', 'finished'] },
        'tcp.close': { target: 'FIN-WAIT-1', actions: 'sendFin' },
        'tcp.rst': broken,
        'tcp.expire': silent,
        'tcp.abort': aborted,
      },
    },
    'FIN-WAIT-1': {
      on: {
        'tcp.finAcked': { target: 'FIN-WAIT-2', actions: 'finTimer' },
        'tcp.fin': { target: 'CLOSING', actions: ['sendAck', 'finished'] },
        'tcp.rst': broken,
        'tcp.expire': silent,
        'tcp.abort': aborted,
      },
    },
    'FIN-WAIT-2': {
      on: {
        'tcp.fin': { target: 'TIME-WAIT', actions: ['sendAck', 'finished', 'timeWait'] },
        'tcp.rst': broken,
        'tcp.expire': over,
        'tcp.abort': aborted,
      },
    },
    'CLOSE-WAIT': {
      on: {
        'tcp.close': { target: 'LAST-ACK', actions: 'sendFin' },
        'tcp.rst': { target: 'UNCONN', actions: ['brokenPipe', 'done'] },
        'tcp.expire': silent,
        'tcp.abort': aborted,
      },
    },
    CLOSING: {
      on: {
        'tcp.finAcked': { target: 'TIME-WAIT', actions: 'timeWait' },
        'tcp.rst': broken,
        'tcp.expire': silent,
      },
    },
    'LAST-ACK': {
      on: { 'tcp.finAcked': over, 'tcp.rst': broken, 'tcp.expire': silent },
    },
    'TIME-WAIT': {
      on: { 'tcp.fin': { target: 'TIME-WAIT', actions: ['sendAck', 'timeWait'] }, 'tcp.rst': over, 'tcp.expire': over },
    },
  },
});
