import { expect, test } from 'vitest';
import { TCP_EVENTS, TCP_STATES, type TcpEffect, type TcpEvent, type TcpState } from './tcp.machine';
import { tcpTable } from './state';

/** RFC 9293, figure 5, with Linux's way of ending things: from, event, to, effects. */
const TABLE: readonly (readonly [TcpState, TcpEvent, TcpState, readonly TcpEffect[]])[] = [
  ['UNCONN', 'tcp.listen', 'LISTEN', []],
  ['UNCONN', 'tcp.connect', 'SYN-SENT', ['sendSyn']],
  ['UNCONN', 'tcp.close', 'UNCONN', ['done']],
  ['LISTEN', 'tcp.syn', 'SYN-RECV', ['sendSynAck']],
  ['LISTEN', 'tcp.close', 'UNCONN', ['done']],
  ['SYN-SENT', 'tcp.synAck', 'ESTAB', ['sendAck', 'connected']],
  ['SYN-SENT', 'tcp.syn', 'SYN-RECV', ['sendSynAck']],
  ['SYN-SENT', 'tcp.rst', 'UNCONN', ['refused', 'done']],
  ['SYN-SENT', 'tcp.unreachable', 'UNCONN', ['unreachable', 'done']],
  ['SYN-SENT', 'tcp.expire', 'UNCONN', ['timedOut', 'done']],
  ['SYN-SENT', 'tcp.close', 'UNCONN', ['done']],
  ['SYN-RECV', 'tcp.synAcked', 'ESTAB', ['connected']],
  ['SYN-RECV', 'tcp.fin', 'CLOSE-WAIT', ['delayAck', 'finished']],
  ['SYN-RECV', 'tcp.close', 'FIN-WAIT-1', ['sendFin']],
  ['SYN-RECV', 'tcp.rst', 'UNCONN', ['refused', 'done']],
  ['SYN-RECV', 'tcp.unreachable', 'UNCONN', ['unreachable', 'done']],
  ['SYN-RECV', 'tcp.expire', 'UNCONN', ['timedOut', 'done']],
  ['SYN-RECV', 'tcp.abort', 'UNCONN', ['sendRst', 'done']],
  ['ESTAB', 'tcp.fin', 'CLOSE-WAIT', ['delayAck', 'finished']],
  ['ESTAB', 'tcp.close', 'FIN-WAIT-1', ['sendFin']],
  ['ESTAB', 'tcp.rst', 'UNCONN', ['reset', 'done']],
  ['ESTAB', 'tcp.expire', 'UNCONN', ['timedOut', 'done']],
  ['ESTAB', 'tcp.abort', 'UNCONN', ['sendRst', 'done']],
  ['FIN-WAIT-1', 'tcp.finAcked', 'FIN-WAIT-2', ['finTimer']],
  ['FIN-WAIT-1', 'tcp.fin', 'CLOSING', ['sendAck', 'finished']],
  ['FIN-WAIT-1', 'tcp.rst', 'UNCONN', ['reset', 'done']],
  ['FIN-WAIT-1', 'tcp.expire', 'UNCONN', ['timedOut', 'done']],
  ['FIN-WAIT-1', 'tcp.abort', 'UNCONN', ['sendRst', 'done']],
  ['FIN-WAIT-2', 'tcp.fin', 'TIME-WAIT', ['sendAck', 'finished', 'timeWait']],
  ['FIN-WAIT-2', 'tcp.rst', 'UNCONN', ['reset', 'done']],
  ['FIN-WAIT-2', 'tcp.expire', 'UNCONN', ['done']],
  ['FIN-WAIT-2', 'tcp.abort', 'UNCONN', ['sendRst', 'done']],
  ['CLOSE-WAIT', 'tcp.close', 'LAST-ACK', ['sendFin']],
  ['CLOSE-WAIT', 'tcp.rst', 'UNCONN', ['brokenPipe', 'done']],
  ['CLOSE-WAIT', 'tcp.expire', 'UNCONN', ['timedOut', 'done']],
  ['CLOSE-WAIT', 'tcp.abort', 'UNCONN', ['sendRst', 'done']],
  ['CLOSING', 'tcp.finAcked', 'TIME-WAIT', ['timeWait']],
  ['CLOSING', 'tcp.rst', 'UNCONN', ['reset', 'done']],
  ['CLOSING', 'tcp.expire', 'UNCONN', ['timedOut', 'done']],
  ['LAST-ACK', 'tcp.finAcked', 'UNCONN', ['done']],
  ['LAST-ACK', 'tcp.rst', 'UNCONN', ['reset', 'done']],
  ['LAST-ACK', 'tcp.expire', 'UNCONN', ['timedOut', 'done']],
  ['TIME-WAIT', 'tcp.fin', 'TIME-WAIT', ['sendAck', 'timeWait']],
  ['TIME-WAIT', 'tcp.rst', 'UNCONN', ['done']],
  ['TIME-WAIT', 'tcp.expire', 'UNCONN', ['done']],
];

test.each(TABLE)('%s, %s: %s', (from, event, to, effects) => {
  expect(tcpTable[from][event]).toEqual({ to, effects });
});

test('the table above is whole', () => {
  const listed = new Set(TABLE.map(([from, event]) => `${from} ${event}`));
  const known = TCP_STATES.flatMap((from) =>
    TCP_EVENTS.filter((event) => tcpTable[from][event]).map((event) => `${from} ${event}`),
  );
  expect(known.filter((entry) => !listed.has(entry))).toEqual([]);
});
