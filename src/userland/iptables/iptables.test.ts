import { expect, test } from 'vitest';
import { addHost, createHosts, type Hosts, run } from '../../../tests/unit/hosts';
import { toolTexts } from '../../../tests/unit/tool-texts';
import { LogLine } from '../../kernel/netfilter/netfilter';
import { get } from '../../sim/table';
import { iptablesPrograms } from './iptables';

function host(): Hosts {
  const hosts = createHosts(iptablesPrograms);
  addHost(hosts, 'box');
  return hosts;
}

/** Dates are those of the simulation. */
const undated = (text: string) => text.replace(/ on \w{3} \w{3} [ \d]{2} [\d:]{8} \d{4}$/gm, ' on DATE');

test.each(['iptables-matches', 'iptables-errors', 'iptables-commands', 'iptables-chains', 'iptables-counters'])(
  '%s: text and status of every command',
  (name) => {
    const hosts = host();
    for (const { argv, command, out, err, status } of toolTexts(name)) {
      const ran = run(hosts, 'box', argv);
      expect
        .soft(undated(`$ ${command}\n${ran.out}${ran.err}[${ran.status}]`))
        .toBe(undated(`$ ${command}\n${out}${err}[${status}]`));
    }
  },
);

const SAVED = [
  '*filter',
  ':INPUT DROP [0:0]',
  ':FORWARD ACCEPT [0:0]',
  ':OUTPUT ACCEPT [0:0]',
  ':MINE - [0:0]',
  '[5:6] -A INPUT -m comment --comment "say \\"hi\\"" -j MINE',
  '[0:0] -A MINE -s 1.2.3.4/32 -j DROP',
  'COMMIT',
  '',
].join('\n');

const withoutComments = (text: string) => text.replace(/^#.*\n/gm, '');

test('what iptables-save writes iptables-restore takes back, with -c the counters too', () => {
  const hosts = host();
  expect(run(hosts, 'box', ['iptables-restore', '-c'], Infinity, SAVED)).toMatchObject({ err: '', status: 0 });
  const saved = run(hosts, 'box', ['iptables-save', '-c']).out;
  expect(withoutComments(saved)).toBe(SAVED);
  run(hosts, 'box', ['iptables-restore'], Infinity, saved);
  expect(withoutComments(run(hosts, 'box', ['iptables-save', '-c']).out)).toBe(SAVED.replace('[5:6]', '[0:0]'));
});

test.each([
  [
    '*filter\n-A INPUT -j BAR\nCOMMIT\n',
    2,
    "iptables-restore v1.8.9 (nf_tables): Chain 'BAR' does not exist\nError occurred at line: 3\n",
  ],
  [
    '*filter\n-A INPUT -j ACCEPT -y\nCOMMIT\n',
    2,
    'iptables-restore v1.8.9 (nf_tables): unknown option "-y"\nError occurred at line: 2\n',
  ],
  ['*filter\n-A NOPE -j ACCEPT\nCOMMIT\n', 1, 'iptables-restore: line 2 failed: No chain/target/match by that name.\n'],
  ['*foo\nCOMMIT\n', 2, "iptables-restore v1.8.9 (nf_tables): iptables-restore: line 1 table name 'foo' invalid\n"],
  ['bar\n', 1, 'iptables-restore: line 1 failed\n'],
  ['*filter\n-A INPUT -j ACCEPT\n', 1, 'iptables-restore: COMMIT expected at line 3\n'],
  ['*filter\n:INPUT FOO [0:0]\nCOMMIT\n', 1, 'iptables-restore: line 2 failed: Bad policy name.\n'],
])('iptables-restore takes all of a table or nothing: %j', (text, status, error) => {
  const hosts = host();
  run(hosts, 'box', ['iptables-restore', '-c'], Infinity, SAVED);
  const ran = run(hosts, 'box', ['iptables-restore'], Infinity, text);
  expect([ran.status, ran.err.slice(0, error.length)]).toEqual([status, error]);
  expect(withoutComments(run(hosts, 'box', ['iptables-save', '-c']).out)).toBe(SAVED);
});

test('dmesg shows what LOG wrote anywhere on the machine', () => {
  const hosts = host();
  const ns = get(hosts.net.netns, 'box')!;
  ns.netfilter.log = [new LogLine(1_500_000, 'in: IN=lo '), new LogLine(2_000_000, 'in: IN=lo ')];
  expect(run(hosts, 'box', ['dmesg', '-t']).out).toBe('in: IN=lo \nin: IN=lo \n');
  expect(run(hosts, 'box', ['dmesg']).out).toBe('[    1.500000] in: IN=lo \n[    2.000000] in: IN=lo \n');
});
