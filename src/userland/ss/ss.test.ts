/** `ss` and `netstat` of the sockets that tests/oracle/tools/ss.py opens, held against what the real ones print of them. */
import { expect, test } from 'vitest';
import { addHost, createHosts, type Hosts, run, start, wait } from '../../../tests/unit/hosts';
import { toolTexts } from '../../../tests/unit/tool-texts';
import { IPV4_LOOPBACK } from '../../base/ipv4';
import {
  accept,
  bind,
  close,
  connect,
  listen,
  openRaw,
  openTcp,
  openUdp,
  send,
  setOptions,
} from '../../kernel/socket/calls';
import { MILLISECOND } from '../../sim/clock';
import { ipPrograms } from '../ip/ip';
import { nettoolsPrograms } from '../nettools/netstat';
import { program, type Sys } from '../program';
import { ssPrograms } from './ss';

type Sockets = Record<string, string>;

const listener = (sys: Sys, ip: number, port: number, backlog: number, family: 'none' | 'dual' = 'none'): string => {
  const id = openTcp(sys, sys.process.pid, family);
  setOptions(sys, id, { reuseAddress: true });
  bind(sys, id, ip, port);
  listen(sys, id, backlog);
  return id;
};
const dial = (sys: Sys, port: number): string => {
  const id = openTcp(sys, sys.process.pid);
  connect(sys, id, IPV4_LOOPBACK, port);
  return id;
};
const taken = (sys: Sys, id: string): string => {
  const answer = accept(sys, id);
  if (typeof answer === 'string') throw new Error(answer);
  return answer.socket;
};

/** The lines of ss.py, one every few milliseconds. */
const LINES: readonly ((sys: Sys, s: Sockets) => void)[] = [
  (sys, s) => (s['any8000'] = listener(sys, 0, 8000, 5)),
  (sys, s) => (s['own80'] = listener(sys, IPV4_LOOPBACK, 80, 128)),
  (sys) => bind(sys, openUdp(sys, sys.process.pid), 0, 53),
  (sys) => {
    const id = openUdp(sys, sys.process.pid);
    bind(sys, id, IPV4_LOOPBACK, 5353);
    connect(sys, id, IPV4_LOOPBACK, 53);
    send(sys, id, new Uint8Array(100));
  },
  (sys, s) => (s['spoken'] = dial(sys, 8000)),
  (sys, s) => (taken(sys, s['any8000']!), send(sys, s['spoken']!, new Uint8Array(5))),
  (sys) => dial(sys, 80),
  (sys, s) => (s['gone'] = dial(sys, 8000)),
  (sys, s) => {
    taken(sys, s['any8000']!);
    close(sys, s['gone']!);
  },
  (sys, s) => (s['over'] = dial(sys, 8000)),
  (sys, s) => {
    s['past'] = taken(sys, s['any8000']!);
    close(sys, s['over']!);
  },
  (sys, s) => close(sys, s['past']!),
  (sys, s) => (s['dual443'] = listener(sys, 0, 443, 9, 'dual')),
  (sys) => dial(sys, 443),
  (sys, s) => taken(sys, s['dual443']!),
  (sys) => openRaw(sys, sys.process.pid, 1),
];

const python3 = program<{ at: number; sockets: Sockets }>({
  name: 'python3',
  start: (sys) => {
    sys.timer('line', 0);
    return { at: 0, sockets: {} };
  },
  on: (sys, data, event) => {
    if (event.type !== 'timer') return;
    LINES[data.at++]?.(sys, data.sockets);
    if (data.at < LINES.length) sys.timer('line', 5 * MILLISECOND);
  },
});

function serving(): Hosts {
  const hosts = createHosts([...ipPrograms, ...nettoolsPrograms, ...ssPrograms, python3]);
  addHost(hosts, 'host');
  hosts.runtime.world.nextPid = 200_000;
  start(hosts, 'host', ['python3']);
  wait(hosts, 3000 * MILLISECOND);
  return hosts;
}

/** Ephemeral ports, process numbers, high descriptors and seconds are what they are; sockets are listed by a hash that is drawn at every boot. */
function settle(text: string): string {
  const plain = text
    .replace(/:(3[3-9]|[45]\d|60)\d{3}\b/g, ':PORT ')
    .replace(/pid=\d+/g, 'pid=P')
    .replace(/fd=1\d/g, 'fd=N')
    .replace(/ \d+\/python3 {1,20}/g, ' P/python3 ')
    .replace(/\(5\d\.\d\d\//g, '(S/')
    .replace(/timewait,\d+sec/g, 'timewait,Ssec');
  return plain.split('\n').sort().join('\n');
}

test('what ss and netstat list, filter and complain of', () => {
  const hosts = serving();
  for (const { command, argv, out, err, status } of toolTexts('ss')) {
    const ran = run(hosts, 'host', argv);
    expect
      .soft({ command, out: settle(ran.out), err: ran.err, status: ran.status })
      .toEqual({ command, out: settle(out), err, status });
  }
});
