/** The tools that print and change kernel state, held against what the real ones print: a transcript a tool, played from its beginning. */
import { expect, test } from 'vitest';
import { addHost, createHosts, type Hosts, run } from '../../tests/unit/hosts';
import { toolTexts } from '../../tests/unit/tool-texts';
import { bridgePrograms } from './bridge/bridge';
import { coreutilsPrograms } from './coreutils/coreutils';
import { ipPrograms } from './ip/ip';
import { nettoolsPrograms } from './nettools/netstat';
import { sysctlPrograms } from './sysctl/sysctl';
import { tcPrograms } from './tc/tc';

/** A host with an empty namespace `lab`, which the commands run in. */
function lab(): Hosts {
  const hosts = createHosts([
    ...ipPrograms,
    ...bridgePrograms,
    ...nettoolsPrograms,
    ...coreutilsPrograms,
    ...sysctlPrograms,
    ...tcPrograms,
  ]);
  addHost(hosts, 'host', { '/etc/resolv.conf': 'nameserver 192.0.2.53\n' });
  run(hosts, 'host', ['ip', 'netns', 'add', 'lab']);
  run(hosts, 'host', 'ip netns exec lab sysctl -qw net.ipv6.conf.all.disable_ipv6=1'.split(' '));
  return hosts;
}

/** Random addresses are named in the order they are met. */
function namer(): (text: string) => string {
  const names = new Map<string, string>();
  const random =
    /\b(?!00:00:00|01:|02:00:00|33:33|ff:ff:ff)[0-9a-f]{2}(?::[0-9a-f]{2}){5}\b|(?<=8000\.)(?!020000)[0-9a-f]{12}(?=\t)/g;
  return (text) =>
    text.replace(random, (mac) => {
      const plain = mac.replaceAll(':', '');
      if (/^0{12}$/.test(plain)) return mac;
      if (!names.has(plain)) names.set(plain, `mac${names.size + 1}`);
      return names.get(plain) ?? '';
    });
}

const TRANSCRIPTS = [
  'brctl',
  'bridge',
  'ifconfig',
  'ip-addr',
  'ip-link',
  'ip-link-errors',
  'ip-link-set',
  'ip-neigh',
  'ip-netns',
  'ip-route',
  'route',
  'sysctl',
  'tc',
];

test.each(TRANSCRIPTS)('%s', (name) => {
  const hosts = lab();
  const [real, simulated] = [namer(), namer()];
  // The kernel lists neighbours by a hash that it draws anew at every boot.
  const inOrder = (text: string) => (name === 'ip-neigh' ? text.split('\n').sort().join('\n') : text);
  for (const { command, argv, out, err, status } of toolTexts(name)) {
    const ran = run(hosts, 'host', ['ip', 'netns', 'exec', 'lab', ...argv]);
    expect
      .soft({ command, out: inOrder(simulated(ran.out)), err: simulated(ran.err), status: ran.status })
      .toEqual({ command, out: inOrder(real(out)), err: real(err), status });
  }
});
