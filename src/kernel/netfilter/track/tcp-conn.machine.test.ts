import { expect, test } from 'vitest';
import { tcpConnTable } from './tcp-conn';
import { TCP_CONN_EVENTS, TCP_CONN_STATES, type TcpConnEvent, type TcpConnState } from './tcp-conn.machine';

/** As nf_conntrack_proto_tcp.c writes its table, a row for each kind of segment and a column for each state; `-` is INVALID, `=` ignored, `!` a new connection. */
const COLUMNS: readonly TcpConnState[] = [
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
];
const SHORT: Readonly<Record<string, TcpConnState>> = {
  SS: 'SYN_SENT',
  SR: 'SYN_RECV',
  ES: 'ESTABLISHED',
  FW: 'FIN_WAIT',
  CW: 'CLOSE_WAIT',
  LA: 'LAST_ACK',
  TW: 'TIME_WAIT',
  CL: 'CLOSE',
  S2: 'SYN_SENT2',
};
const TABLE: Readonly<Record<TcpConnEvent, string>> = {
  'original.syn': 'SS SS = = = = = ! ! S2',
  'original.synack': '- - SR - - - - - - SR',
  'original.fin': '- - FW FW LA LA LA TW CL -',
  'original.ack': 'ES - ES ES CW CW TW TW CL -',
  'original.rst': '- CL CL CL CL CL CL CL CL CL',
  'reply.syn': '- S2 - - - - - ! - S2',
  'reply.synack': '- SR = = = = = = = SR',
  'reply.fin': '- - FW FW LA LA LA TW CL -',
  'reply.ack': '- = SR ES CW CW TW TW CL =',
  'reply.rst': '- CL CL CL CL CL CL CL CL CL',
};

test.each(TCP_CONN_EVENTS)('%s leads from each state where the kernel says', (event) => {
  const cells = TABLE[event].split(' ');
  expect(cells).toHaveLength(TCP_CONN_STATES.length);
  COLUMNS.forEach((state, column) => {
    const cell = cells[column]!;
    const found = tcpConnTable[state][event];
    if (cell === '-') expect([state, found]).toEqual([state, undefined]);
    else if (cell === '=') expect([state, found]).toEqual([state, { to: state, effects: ['ignore'] }]);
    else if (cell === '!') expect([state, found]).toEqual([state, { to: 'SYN_SENT', effects: ['reopen'] }]);
    else expect([state, found?.to]).toEqual([state, SHORT[cell]]);
  });
});

test('an entry is assured by what both ends have acknowledged', () => {
  const assuring = TCP_CONN_STATES.flatMap((state) =>
    TCP_CONN_EVENTS.filter((event) => tcpConnTable[state][event]?.effects.includes('assure') === true).map(
      (event) => `${state} ${event}`,
    ),
  );
  expect(assuring).toEqual(['SYN_RECV original.ack', 'ESTABLISHED original.ack', 'ESTABLISHED reply.ack']);
});
