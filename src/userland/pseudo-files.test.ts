import { expect, test } from 'vitest';
import { addHost, createHosts, run } from '../../tests/unit/hosts';
import { coreutilsPrograms } from './coreutils/coreutils';
import { ipPrograms } from './ip/ip';
import { sysctlPrograms } from './sysctl/sysctl';

test('cat reads what the kernel makes up of links, neighbours and sysctls', () => {
  const hosts = createHosts([...ipPrograms, ...coreutilsPrograms, ...sysctlPrograms]);
  addHost(hosts, 'host');
  const shell = (line: string) => run(hosts, 'host', line.split(' '));
  for (const line of [
    'ip link add v0 address 02:00:00:00:00:01 type veth peer name v1',
    'ip link set v0 up mtu 1400',
    'ip addr add 10.0.0.1/24 dev v0',
    'ip neigh add 10.0.0.2 lladdr 02:00:00:00:00:02 dev v0',
    'sysctl -w net.ipv4.ip_forward=1',
  ]) {
    expect(shell(line)).toMatchObject({ err: '', status: 0 });
  }
  expect(shell('cat /sys/class/net/v0/mtu').out).toBe('1400\n');
  expect(shell('cat /sys/class/net/v0/operstate').out).toBe('lowerlayerdown\n');
  expect(shell('cat /sys/class/net/lo/operstate').out).toBe('unknown\n');
  shell('ip link set v1 up');
  expect(shell('cat /sys/class/net/v0/operstate').out).toBe('up\n');
  expect(shell('cat /sys/class/net/v0/address').out).toBe('02:00:00:00:00:01\n');
  expect(shell('ls /sys/class/net').out).toBe('lo\nv0\nv1\n');
  expect(shell('cat /proc/sys/net/ipv4/conf/v0/forwarding').out).toBe('1\n');
  expect(shell('ls /sys/class/net/v0').out).toBe(
    'address\nifindex\niflink\nmtu\noperstate\nstatistics\ntx_queue_len\n',
  );
  expect(shell('ls /proc/sys/net/ipv4/conf').out).toBe('all\ndefault\nlo\nv0\nv1\n');
  expect(shell('cat /sys/class/net')).toMatchObject({ err: 'cat: /sys/class/net: Is a directory\n', status: 1 });
  expect(shell('cat /sys/class/net/nope/mtu')).toMatchObject({
    err: 'cat: /sys/class/net/nope/mtu: No such file or directory\n',
    status: 1,
  });
  expect(shell('cat /proc/net/arp').out).toBe(
    'IP address       HW type     Flags       HW address            Mask     Device\n' +
      '10.0.0.2         0x1         0x6         02:00:00:00:00:02     *        v0\n',
  );
  expect(shell('cat /proc/net/dev').out.split('\n')[2]).toBe(
    '    lo:       0       0    0    0    0     0          0         0        0       0    0    0    0     0       0          0',
  );
});
