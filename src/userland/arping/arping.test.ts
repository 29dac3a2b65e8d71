import { expect, test } from 'vitest';
import { type Hosts, run, start, twoHosts, wait } from '../../../tests/unit/hosts';
import { ip } from '../../../tests/unit/net';
import { linkByName } from '../../kernel/netns';
import { get } from '../../sim/table';
import { ArpOp } from '../../wire/arp';
import { arping, arpingTable } from './arping';

function hosts(): Hosts {
  return twoHosts([arping], '');
}

function macOf({ net }: Hosts, name: string): string {
  return linkByName(get(net.netns, name)!, 'eth0')!.mac;
}

/** What arping prints of the client, without times, and the messages that it sent. */
function ask(line: string, on = hosts()) {
  const ran = run(on, 'client', ['arping', ...line.split(' ')]);
  const sent = on.net.steps.flatMap(({ place, sent: isSent, frame: { dst, payload } }) => {
    if (place !== 'client/eth0' || !isSent || payload instanceof Uint8Array || payload.kind !== 'arp') return [];
    return [{ dst, ...payload }];
  });
  return { ...ran, text: ran.out.replace(/\d+\.\d{3}ms/g, 'T'), sent };
}

const HEAD = 'ARPING 10.77.0.2 from 10.77.0.1 eth0\n';

test('the first message is for everybody, the next for who has answered', () => {
  const on = hosts();
  const server = macOf(on, 'server');
  const reply = `Unicast reply from 10.77.0.2 [${server}] T\n`;
  const { text, status, sent } = ask('-c 2 10.77.0.2', on);
  expect(text).toBe(
    `${HEAD}${reply}${reply}Sent 2 probe(s) (0 broadcast(s))\nReceived 2 response(s) (0 request(s), 0 broadcast(s))\n`,
  );
  expect(status).toBe(0);
  expect(sent.map(({ dst, targetMac }) => [dst, targetMac])).toEqual([
    ['ff:ff:ff:ff:ff:ff', 'ff:ff:ff:ff:ff:ff'],
    [server, server],
  ]);
  expect(ask('-b -c 2 10.77.0.2').sent.map(({ dst }) => dst)).toEqual(['ff:ff:ff:ff:ff:ff', 'ff:ff:ff:ff:ff:ff']);
});

test('broadcasts are counted only where -c was not given; -f ends with the first answer', () => {
  const { text, took } = ask('-f 10.77.0.2');
  expect(text).toContain('\nSent 1 probe(s) (1 broadcast(s))\nReceived 1 response(s)');
  expect(took).toBeLessThan(1000);
});

test.each([
  ['-c 1 -w 1 10.77.0.99', 'Sent 1 probe(s) (0 broadcast(s))', 1, 1_000_000],
  ['-c 3 -w 1 10.77.0.99', 'Sent 2 probe(s) (0 broadcast(s))', 1, 2_000_000],
  ['-w 2 10.77.0.99', 'Sent 3 probe(s) (3 broadcast(s))', 1, 3_000_000],
  ['-c 0 10.77.0.99', 'Sent 0 probe(s) (0 broadcast(s))', 1, 0],
])('%s ends without an answer', (line, sentence, status, took) => {
  const ran = ask(line);
  expect(ran.text).toContain(`\n${sentence}\nReceived 0 response(s) (0 request(s), 0 broadcast(s))\n`);
  expect(ran.status).toBe(status);
  expect(Math.floor(ran.took / 1000)).toBe(took / 1000);
});

test('-D asks for nobody and fails where somebody has the address', () => {
  const free = ask('-D -c 1 10.77.0.99');
  expect(free.text).toContain('ARPING 10.77.0.99 from 0.0.0.0 eth0\n');
  expect(free.status).toBe(0);
  expect(free.sent[0]).toMatchObject({ senderIp: 0, targetIp: ip('10.77.0.99') });
  const taken = ask('-D -c 3 10.77.0.2');
  expect(taken.text).toContain('Unicast reply from 10.77.0.2');
  expect(taken).toMatchObject({ status: 1 });
  expect(taken.sent).toHaveLength(1);
});

test('-U and -A speak of an own address and end at once', () => {
  const asked = ask('-U -c 1 10.77.0.1');
  expect(asked.status).toBe(0);
  expect(asked.took).toBeLessThan(1000);
  expect(asked.sent[0]).toMatchObject({ opcode: ArpOp.Request, senderIp: ip('10.77.0.1'), targetIp: ip('10.77.0.1') });
  const on = hosts();
  const answered = ask('-A -c 1 -s 10.77.0.1 10.77.0.2', on);
  expect(answered.sent[0]).toMatchObject({
    opcode: ArpOp.Reply,
    targetMac: macOf(on, 'client'),
    targetIp: ip('10.77.0.2'),
  });
});

test('-q prints nothing; an interrupt prints the statistics', () => {
  expect(ask('-q -c 1 10.77.0.2')).toMatchObject({ out: '', err: '', status: 0 });
  const on = hosts();
  const started = start(on, 'client', ['arping', '10.77.0.2']);
  wait(on, 1_500_000);
  on.signal(started.pid, 'SIGINT');
  wait(on, 1000);
  expect(on.status[started.pid]).toBe(0);
  expect(started.out()).toContain('Sent 2 probe(s) (1 broadcast(s))\nReceived 2 response(s)');
});

test.each([
  ['-c x 10.77.0.2', "invalid number 'x'", 1],
  ['-I eth7 10.77.0.2', 'interface eth7 not found: No such device', 2],
  ['-I lo 127.0.0.1', 'interface lo is not ARPable', 2],
  ['-D -I lo 127.0.0.1', 'interface lo is not ARPable', 0],
  ['-s 9.9.9.9 10.77.0.2', 'bind: Cannot assign requested address', 2],
  ['-s nine 10.77.0.2', 'invalid source address nine', 2],
  ['-U 10.77.0.2', 'bind: Cannot assign requested address', 2],
  ['10.77.0.255', "can't connect to remote host (10.77.0.255): Permission denied", 2],
  ['nosuch', "bad address 'nosuch'", 2],
])('%s: %s', (line, complaint, status) => {
  expect(ask(line)).toMatchObject({ out: '', err: `arping: ${complaint}\n`, status });
});

test('a wrong command line is answered with the usage', () => {
  expect(ask('-z').err).toMatch(/^arping: invalid option -- 'z'\nBusyBox v1\.35\.0 .*\n\nUsage: arping \[-fqbDUA\]/);
  expect(ask('1.2.3.4 5.6.7.8')).toMatchObject({ status: 1 });
  expect(ask('--help')).toMatchObject({ status: 0 });
});

test('every state of the machine answers as its table says', () => {
  expect(Object.entries(arpingTable).map(([state, on]) => [state, Object.keys(on).length])).toEqual([
    ['resolving', 3],
    ['asking', 3],
    ['done', 0],
  ]);
});
