import { expect, test } from 'vitest';
import { compileMachine } from '../../sim/machine';
import { IPVS_TCP_EVENTS, IPVS_TCP_STATES, ipvsTcpMachine } from './tcp.machine';

const table = compileMachine(ipvsTcpMachine, IPVS_TCP_STATES, IPVS_TCP_EVENTS, []);

/** ip_vs_proto_tcp.c, `tcp_states`: a row an event, a column a state in the order of IPVS_TCP_STATES; what does not change is written too. */
const ROWS = `
in.syn   SYN_RECV    ESTABLISHED ESTABLISHED SYN_RECV    SYN_RECV   SYN_RECV  SYN_RECV  SYN_RECV   SYN_RECV
in.fin   CLOSE       CLOSE_WAIT  SYN_SENT    TIME_WAIT   TIME_WAIT  TIME_WAIT CLOSE     CLOSE_WAIT LAST_ACK
in.ack   ESTABLISHED ESTABLISHED SYN_SENT    ESTABLISHED FIN_WAIT   TIME_WAIT CLOSE     CLOSE_WAIT CLOSE
in.rst   CLOSE       CLOSE       CLOSE       SYN_RECV    CLOSE      CLOSE     CLOSE     CLOSE      LAST_ACK
out.syn  SYN_SENT    ESTABLISHED SYN_SENT    SYN_RECV    SYN_SENT   SYN_SENT  SYN_SENT  SYN_SENT   SYN_SENT
out.fin  TIME_WAIT   FIN_WAIT    SYN_SENT    TIME_WAIT   FIN_WAIT   TIME_WAIT CLOSE     TIME_WAIT  LAST_ACK
out.ack  ESTABLISHED ESTABLISHED SYN_SENT    ESTABLISHED FIN_WAIT   TIME_WAIT CLOSE     CLOSE_WAIT LAST_ACK
out.rst  CLOSE       CLOSE       SYN_SENT    CLOSE       CLOSE      TIME_WAIT CLOSE     CLOSE      CLOSE
`;

test('every segment leads where the kernel’s table says', () => {
  for (const row of ROWS.trim().split('\n')) {
    const [event, ...targets] = row.split(/ +/);
    const known = IPVS_TCP_EVENTS.find((one) => one === event);
    if (known === undefined) throw new Error(row);
    expect(
      IPVS_TCP_STATES.map((state) => table[state][known]?.to ?? state),
      event,
    ).toEqual(targets);
  }
});
