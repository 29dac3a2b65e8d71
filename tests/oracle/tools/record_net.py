#!/usr/bin/env python3
"""What real network tools print: record_net.py FILE.txt... runs the commands of each file again and writes what they print behind them.

A file is like a transcript: `$ COMMAND`, what it printed, lines of standard error behind `! `, `[exit N]` where not 0.
Each file's commands run in an empty network namespace `lab` without IPv6, and in a mount namespace of their own, so that
`ip netns` lists nothing but what the file itself adds. A FILE.py beside it runs meanwhile, as `python3`. It needs root.
"""
import pathlib, shlex, subprocess, sys, time


def sh(line):
    subprocess.run(line, shell=True, check=True)


def record(path):
    sh('ip netns add lab')
    sh('ip netns exec lab sysctl -qw net.ipv6.conf.all.disable_ipv6=1 net.ipv6.conf.default.disable_ipv6=1')
    sockets, server = path.with_suffix('.py'), None
    if sockets.exists():
        sh('ip -n lab link set lo up')
        server = subprocess.Popen(['ip', 'netns', 'exec', 'lab', 'python3', str(sockets)])
        time.sleep(1)
    out = []
    for line in path.read_text().splitlines():
        if not line.startswith('$ '):
            continue
        words = shlex.split(line[2:])
        # `ip netns exec` mounts a /sys of the namespace, but hides from others the namespaces that its command adds.
        argv = [*(['nsenter', '--net=/run/netns/lab'] if words[0] == 'ip' else ['ip', 'netns', 'exec', 'lab']), *words]
        ran = subprocess.run(argv, capture_output=True, text=True, timeout=60, stdin=subprocess.DEVNULL)
        out += [line, *ran.stdout.split('\n')[:-1], *('! ' + text for text in ran.stderr.split('\n')[:-1])]
        if ran.returncode:
            out.append(f'[exit {ran.returncode}]')
    path.write_text('\n'.join(out) + '\n')
    if server:
        server.kill()
        server.wait()


if sys.argv[1] != '--inside':
    inside = ['python3', __file__, '--inside', *sys.argv[1:]]
    sys.exit(subprocess.run(['unshare', '-m', 'sh', '-c', 'mount -t tmpfs none /run/netns && exec "$@"', 'sh', *inside]).returncode)
for name in sys.argv[2:]:
    record(pathlib.Path(name))
    for ns in subprocess.run(['ip', 'netns', 'list'], capture_output=True, text=True).stdout.splitlines():
        sh(f'ip netns del {ns.split()[0]}')
