#!/usr/bin/env python3
"""What real tools print: record_tools.py FILE.txt... runs the commands of each file again and writes what they print behind them.

A file is like a transcript: `$ COMMAND`, what it printed, lines of standard error behind `! `, `[exit N]` where not 0.
The commands run on `client` 10.77.0.1, whose name server is `server` 10.77.0.2 (zone_dns.py) and whose search domain is
search.test; both are network namespaces of their own, which are gone in the end. It needs root.
"""
import os, pathlib, shlex, subprocess, sys, time

HERE = pathlib.Path(__file__).parent
RESOLV = 'nameserver 10.77.0.2\nsearch search.test\n'


def sh(line):
    subprocess.run(line, shell=True, check=True)


def up(client, server):
    for ns in (client, server):
        sh(f'ip netns add {ns} && ip -n {ns} link set lo up')
        sh(f'ip netns exec {ns} sysctl -qw net.ipv6.conf.all.disable_ipv6=1')
    sh(f'ip link add eth0 netns {client} type veth peer name eth0 netns {server}')
    for ns, address in ((client, '10.77.0.1/24'), (server, '10.77.0.2/24')):
        sh(f'ip -n {ns} addr add {address} dev eth0 && ip -n {ns} link set eth0 up')
    etc = pathlib.Path(f'/etc/netns/{client}')
    etc.mkdir(parents=True, exist_ok=True)
    (etc / 'resolv.conf').write_text(RESOLV)
    return subprocess.Popen(['ip', 'netns', 'exec', server, sys.executable, str(HERE / 'zone_dns.py'), '10.77.0.2'])


def down(client, server, dns):
    dns.kill()
    dns.wait()
    for ns in (client, server):
        sh(f'ip netns del {ns}')
    sh(f'rm -r /etc/netns/{client}')


def record(client, path):
    out = []
    for line in path.read_text().splitlines():
        if not line.startswith('$ '):
            continue
        argv = ['ip', 'netns', 'exec', client, *shlex.split(line[2:])]
        ran = subprocess.run(argv, capture_output=True, text=True, timeout=60, cwd=HERE)
        out += [line, *ran.stdout.split('\n')[:-1], *('! ' + text for text in ran.stderr.split('\n')[:-1])]
        if ran.returncode:
            out.append(f'[exit {ran.returncode}]')
    path.write_text('\n'.join(out) + '\n')


client, server = f'tools{os.getpid()}a', f'tools{os.getpid()}b'
dns = up(client, server)
try:
    time.sleep(0.5)
    for name in sys.argv[1:]:
        record(client, pathlib.Path(name))
finally:
    down(client, server, dns)
