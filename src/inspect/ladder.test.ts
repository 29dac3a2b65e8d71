import { expect, test } from 'vitest';
import { Session } from './session';

function published(): Session {
  const session = new Session();
  session.openSeed('published');
  return session;
}

const tcpStep = (session: Session) => session.rows(1, 500).find(({ protocol }) => protocol === 'TCP')?.step ?? 0;

test('a connection through NAT is one ladder: handshake, request, answer, FIN both ways', () => {
  const session = published();
  const ladder = session.ladder(tcpStep(session) + 3);
  expect(ladder?.left).toMatchObject({ place: 'laptop/eth0' });
  expect(ladder?.right).toEqual({ place: 'web/eth0', address: '172.17.0.2:80' });
  expect(ladder?.segments.slice(0, 3)).toMatchObject([
    { fromLeft: true, flags: 'SYN', seq: 0, ack: null, length: 0, lost: false },
    { fromLeft: false, flags: 'SYN, ACK', seq: 0, ack: 1, length: 0, lost: false },
    { fromLeft: true, flags: 'ACK', seq: 1, ack: 1, length: 0, lost: false },
  ]);
  expect(
    ladder?.segments
      .filter(({ flags }) => flags.includes('FIN'))
      .map(({ fromLeft }) => fromLeft)
      .sort(),
  ).toEqual([false, true]);
  expect(ladder?.current).toBe(0);
});

test('every step of a segment lights the same rung, and the rung leads to where it was sent', () => {
  const session = published();
  const rows = session.rows(1, 500).filter(({ protocol }) => protocol === 'TCP' || protocol === 'HTTP');
  for (const { step } of rows) {
    const ladder = session.ladder(step);
    const rung = ladder?.segments[ladder.current];
    expect(rung?.step).toBeLessThanOrEqual(step);
    expect(session.view(rung?.step ?? 0).row?.sent).toBe(true);
  }
});

test('a SYN into silence is sent again, and each is lost', () => {
  const session = new Session();
  session.open('');
  session.type('host', 'iptables -I DOCKER-USER -p tcp -j DROP');
  session.type('host', 'docker network create n2');
  session.type('host', 'docker run -d --name c3 --network n2 nginx');
  session.type('host', 'docker exec c1 curl -s -m 4 http://172.18.0.2/');
  const steps = session.view(0).steps;
  const step = session.rows(1, steps).findLast(({ protocol }) => protocol === 'TCP')?.step ?? 0;
  const ladder = session.ladder(step);
  expect(ladder?.segments.length).toBeGreaterThan(1);
  expect(ladder?.segments.every(({ flags, lost }) => flags === 'SYN' && lost)).toBe(true);
  expect(ladder?.right.place).toBe('');
});

test('no ladder where the frame is no TCP', () => {
  const session = new Session();
  session.open('');
  expect(session.ladder(1)).toBeNull();
  expect(session.ladder(0)).toBeNull();
});
