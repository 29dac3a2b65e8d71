#!/usr/bin/env python3
"""Frames that tcpdump is asked about: writes frames/{arp,ip,icmp,quoted,tcp,dns,vlan,cooked}.pcap."""
import pathlib, struct

HERE = pathlib.Path(__file__).parent / 'frames'
A, B = bytes.fromhex('0242ac110002'), bytes.fromhex('0242ac110003')
ZERO, BROADCAST = bytes(6), b'\xff' * 6
S, D = '10.0.0.1', '10.0.0.2'


def pcap(name, frames, link=1):
    with open(HERE / f'{name}.pcap', 'wb') as f:
        f.write(struct.pack('<IHHiIII', 0xa1b2c3d4, 2, 4, 0, 0, 262144, link))
        for i, frame in enumerate(frames):
            f.write(struct.pack('<IIII', 1767225600 + 7 * i, 123456, len(frame), len(frame)) + frame)


def ip(text):
    return bytes(map(int, text.split('.')))


def ether(payload, kind=0x800, dst=B, src=A):
    return dst + src + struct.pack('>H', kind) + payload


def arp(op, sender, target, mac=ZERO, hardware=1, protocol=0x800):
    return struct.pack('>HHBBH', hardware, protocol, 6, 4, op) + A + ip(sender) + mac + ip(target)


def checksum(data):
    data += bytes(len(data) % 2)
    total = sum(struct.unpack(f'>{len(data) // 2}H', data))
    while total >> 16:
        total = (total & 0xffff) + (total >> 16)
    return ~total & 0xffff


def ipv4(protocol, payload, src=S, dst=D, tos=0, ident=1, flags=2, offset=0, ttl=64, options=b'', total=None, check=None):
    length = 20 + len(options) + len(payload) if total is None else total
    head = struct.pack('>BBHHHBBH', 0x45 + len(options) // 4, tos, length, ident, flags << 13 | offset, ttl, protocol, 0)
    head += ip(src) + ip(dst) + options
    return head[:10] + struct.pack('>H', checksum(head) if check is None else check) + head[12:] + payload


def icmp(kind, code, rest, payload=b'', check=None):
    message = struct.pack('>BBHI', kind, code, 0, rest) + payload
    return message[:2] + struct.pack('>H', checksum(message) if check is None else check) + message[4:]


def transport(protocol, at, message, src, dst, check):
    pseudo = ip(src) + ip(dst) + struct.pack('>HH', protocol, len(message))
    check = (checksum(pseudo + message) or 0xffff) if check is None else check
    return message[:at] + struct.pack('>H', check) + message[at + 2:]


def udp(sport, dport, payload, src=S, dst=D, check=None):
    return transport(17, 6, struct.pack('>HHHH', sport, dport, 8 + len(payload), 0) + payload, src, dst, check)


def tcp(sport, dport, seq, ack, flags, payload=b'', options=b'', win=502, urg=0, src=S, dst=D, check=None):
    head = struct.pack('>HHIIHHHH', sport, dport, seq, ack, (5 + len(options) // 4) << 12 | flags, win, 0, urg)
    return transport(6, 16, head + options + payload, src, dst, check)


def name(text):
    return b''.join(bytes([len(label)]) + label.encode() for label in text.split('.') if label) + b'\0'


ECHO = icmp(8, 0, 0x12340001, b'x' * 56)
pcap('arp', [ether(payload, 0x806, BROADCAST) for payload in [
    arp(1, S, D), arp(1, S, D, BROADCAST), arp(1, S, D, A), arp(1, S, S), arp(1, '0.0.0.0', S), arp(2, S, S, A),
    arp(3, S, S, A), arp(4, S, S, A), arp(8, S, S, A), arp(9, S, S, A), arp(77, S, S), arp(1, S, S, hardware=6),
    arp(1, S, S, protocol=0x86dd), arp(1, S, D) + bytes(18),
]])

VXLAN = b'\x08\0\0\0\0\x10\1\0'
IGMP = b'\x22\0\xe9\xf3\0\0\0\1\4\0\0\0\xe0\0\0\x6a'
pcap('ip', [ether(packet) for packet in [
    ipv4(17, udp(4000, 5000, b'hello')), ipv4(17, udp(4000, 5000, b'hello', check=0)),
    ipv4(17, udp(4000, 5000, b'hello', check=7)), ipv4(17, udp(4000, 5000, b'')),
    ipv4(1, icmp(8, 0, 0x12340001, b'x' * 2000)[:1480], flags=1), ipv4(1, b'x' * 528, flags=0, offset=185),
    ipv4(17, udp(4000, 5000, b'x' * 2000)[:1480], flags=1), ipv4(17, b'x' * 100, flags=1, offset=185),
    ipv4(6, tcp(4000, 5000, 1, 2, 0x10, b'x' * 2000)[:1480], flags=1), ipv4(6, b'x' * 100, flags=0, offset=185),
    ipv4(17, udp(4000, 5000, b'hello'), options=b'\x94\x04\0\0'),
    ipv4(17, udp(4000, 5000, b'hello'), options=b'\x07\x0b\x04' + bytes(8) + b'\0'),
    ipv4(17, udp(4000, 5000, b'hello'), check=5), ipv4(17, udp(4000, 5000, b'hello'), tos=1),
    ipv4(17, udp(4000, 5000, b'hello'), tos=3), ipv4(17, udp(4000, 5000, b'hello'), tos=0xb9, ttl=0, flags=4),
    ipv4(17, udp(4000, 5000, b'hello'), ttl=1, flags=7), ipv4(17, udp(4000, 5000, b'hello'), total=500),
    ipv4(17, udp(4000, 5000, b'hello'), total=10), ipv4(17, udp(4000, 5000, b'hello')) + bytes(13),
    b'\x55' + ipv4(17, udp(4000, 5000, b'hello'))[1:], b'\x42' + ipv4(17, udp(4000, 5000, b'hello'))[1:],
    ipv4(17, struct.pack('>HHHH', 4000, 5000, 20, 0) + b'abc'), ipv4(17, struct.pack('>HHHH', 4000, 5000, 3, 0) + b'abc'),
    ipv4(99, b'abcdefg'), ipv4(4, ipv4(17, udp(4000, 5000, b'hello'))),
    ipv4(2, IGMP, dst='224.0.0.22', options=b'\x94\x04\0\0', ttl=1, tos=0xc0), ipv4(2, b'\x16\0\0\0\xe0\0\0\xfb'),
    ipv4(2, b'\x11\x64\0\0\0\0\0\0'), ipv4(2, b'\x17\0\0\0\xe0\0\0\xfb'),
    ipv4(17, udp(4000, 4789, VXLAN + ether(arp(1, S, D), 0x806))), ipv4(17, udp(4000, 4789, VXLAN + ether(ipv4(1, ECHO)))),
]])

SMALL = ipv4(17, udp(33434, 33435, b'x' * 20, D, S), D, S)
SYN = ipv4(6, tcp(4000, 80, 1, 0, 2, win=1000, src=D, dst=S), D, S)
pcap('icmp', [ether(ipv4(1, message, tos=0xc0, flags=0)) for message in [
    ECHO, icmp(0, 0, 0x12340001, b'x' * 56), icmp(8, 0, 0x12340001, b'x' * 56, check=1),
    *(icmp(3, code, 1400, SMALL) for code in range(17)), icmp(3, 3, 0, SYN), icmp(3, 3, 0, ipv4(1, ECHO, D, S)),
    icmp(3, 3, 0, ipv4(99, b'abcd', D, S)), icmp(3, 4, 0, SMALL), icmp(4, 0, 0, SMALL),
    *(icmp(5, code, 0x0a000009, SMALL) for code in range(5)), *(icmp(11, code, 0, SMALL) for code in range(3)),
    icmp(11, 0, 0, SYN), *(icmp(12, code, 0x05000000, SMALL) for code in range(2)),
    icmp(13, 0, 0x12340001, bytes(12)), icmp(14, 0, 0x12340001, bytes(12)), icmp(17, 0, 0x12340001, b'\xff\xff\xff\0'),
    icmp(18, 0, 0x12340001, b'\xff\xff\xff\0'), icmp(10, 0, 0), icmp(9, 0, 0), icmp(15, 0, 1), icmp(16, 0, 1), icmp(99, 0, 0),
]])

LONG = [
    ipv4(1, icmp(8, 0, 0x12340001, bytes(range(256)) * 5), D, S, flags=0),
    ipv4(6, tcp(4000, 80, 1, 2, 0x18, b'GET / HTTP/1.1\r\n' + b'x' * 1300, src=D, dst=S), D, S),
    ipv4(17, udp(4000, 5000, b'x' * 1300, D, S), D, S),
]
pcap('quoted', [ether(ipv4(1, icmp(kind, code, rest, packet[:length]), tos=0xc0, flags=0))
                for kind, code, rest, length in [(11, 0, 0, 548), (3, 4, 1400, 548), (11, 0, 0, 28), (11, 0, 0, 128)]
                for packet in LONG])

TIMES = b'\1\1\x08\x0a' + struct.pack('>II', 1000, 2000)
SYN_OPTIONS = b'\2\4\5\xb4\4\2' + TIMES[2:] + b'\1\3\3\7'
GET = b'GET / HTTP/1.1\r\nHost: example.com\r\nUser-Agent: curl/7.88.1\r\nAccept: */*\r\n\r\n'
OK = b'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5\r\n\r\nhello'
QUERY = bytes.fromhex('123401000001000000000000') + name('example.com') + b'\0\1\0\1'


def there(*args, **kw):
    return ether(ipv4(6, tcp(*args, **kw)))


def back(*args, **kw):
    return ether(ipv4(6, tcp(*args, src=D, dst=S, **kw), D, S))


pcap('tcp', [
    there(40000, 80, 1000, 0, 2, options=SYN_OPTIONS), back(80, 40000, 5000, 1001, 0x12, options=SYN_OPTIONS),
    there(40000, 80, 1001, 5001, 0x10, options=TIMES), there(40000, 80, 1001, 5001, 0x18, GET, TIMES),
    back(80, 40000, 5001, 1076, 0x10, options=TIMES), back(80, 40000, 5001, 1076, 0x18, OK, TIMES),
    back(80, 40000, 5075, 1076, 0x18, b'more body text', TIMES), back(80, 40000, 5075, 1076, 0x18, b'HTTP/1.0 200 OK\n', TIMES),
    back(80, 40000, 5075, 1076, 0x18, b'POST ', TIMES), back(80, 40000, 5075, 1076, 0x18, b'\x01\x02\x03binary', TIMES),
    there(40000, 80, 1076, 5075, 0x10, options=b'\1\1\5\x0a' + struct.pack('>II', 5100, 5200)),
    there(40000, 80, 1076, 5075, 0x10, options=b'\1\1\5\x12' + struct.pack('>IIII', 5100, 5200, 5300, 5400)),
    there(40000, 80, 1076, 5075, 0x11), back(80, 40000, 5075, 1077, 0x11), there(40000, 80, 1077, 5076, 0x10),
    there(40000, 80, 1077, 0, 4), there(40000, 80, 1077, 99, 0x14, win=0), there(40001, 81, 0, 1001, 0x14, win=0),
    there(40001, 81, 0, 1001, 0x14, b'reset data', win=0), there(40002, 8080, 7, 9, 0x18, b'GET /x HTTP/1.1\r\n\r\n'),
    there(40002, 9000, 7, 9, 0x18, b'hello\n'), back(9000, 40002, 9, 13, 0x18, b'world\n'),
    there(40002, 9000, 7, 9, 0x38, b'hello\n', urg=3), there(40002, 9000, 7, 9, 0xc2), there(40002, 9000, 7, 9, 0x1ff),
    there(40002, 9000, 7, 9, 0), there(40002, 9000, 7, 9, 1), there(40002, 9000, 7, 9, 0x10, check=5),
    there(40002, 9000, 7, 9, 0x10, b'x', b'\0\0\0\0', check=5), there(40002, 9000, 7, 9, 0x10, options=b'\2\x09ab'),
    there(40002, 9000, 7, 9, 0x10, options=b'\2\3abc\0\0\0'), there(40003, 22, 7, 9, 0x18, b'SSH-2.0-OpenSSH_9.2\r\n'),
    there(40003, 6379, 7, 9, 0x18, b'*1\r\n$4\r\nPING\r\n'), back(6379, 40003, 9, 7, 0x18, b'+PONG\r\n'),
    there(40003, 25, 7, 9, 0x18, b'EHLO x\r\n'), there(40003, 21, 7, 9, 0x18, b'USER x\r\n'),
    there(40003, 53, 7, 9, 0x18, b'\0\x1d' + QUERY), there(40003, 5432, 7, 9, 0x18, b'hello'),
    ether(ipv4(6, tcp(1, 2, 3, 4, 2)[:10])), ether(ipv4(6, tcp(1, 2, 3, 4, 2)[:3])),
    ether(ipv4(6, b'\0\1\0\2' + bytes(8) + b'\x30\2' + bytes(6))), ether(ipv4(6, b'\0\1\0\2' + bytes(8) + b'\xf0\2' + bytes(6))),
])


def question(text, kind, klass=1):
    return name(text) + struct.pack('>HH', kind, klass)


def record(owner, kind, ttl, data, klass=1):
    return owner + struct.pack('>HHIH', kind, klass, ttl, len(data)) + data


def message(ident, flags, questions=(), answers=(), authorities=(), additionals=()):
    sections = [questions, answers, authorities, additionals]
    return struct.pack('>HHHHHH', ident, flags, *map(len, sections)) + b''.join(b''.join(section) for section in sections)


POINTER = b'\xc0\x0c'
COOKIE = record(b'\0', 41, 0, b'\0\x0a\0\x08abcdefgh', 1232)
SOA = record(name('example.com'), 6, 300, name('ns1.example.com') + name('root.example.com') + struct.pack('>IIIII', 2026, 1, 2, 3, 4))
EXAMPLE = question('example.com', 1)
SERVER = '203.0.113.53'
QUERIES = [
    message(1, 0x0100, [EXAMPLE]), message(2, 0x0120, [question('example.com', 28)], additionals=[COOKIE]),
    message(3, 0x0120, [question('example.com', 15)], additionals=[record(b'\0', 41, 0x8000, b'', 4096)]),
    message(3, 0, [question('2.0.17.172.in-addr.arpa', 12)]), message(3, 0x0100, [question('', 2)]),
    message(3, 0x0100, [question('x', 16, 3)]), message(3, 0x0100, [question('x', 65), question('y', 999)]),
    message(1, 0x0100, [EXAMPLE])[:20], b'abc', message(1, 0x2000, [EXAMPLE]), message(1, 0x0910, [EXAMPLE]),
    b'hello world this is no dns',
]
ANSWERS = [
    message(1, 0x8180, [EXAMPLE], [record(POINTER, 1, 300, ip('203.0.113.80'))]),
    message(1, 0x8580, [EXAMPLE], [record(POINTER, 1, 300, ip('203.0.113.80')), record(POINTER, 1, 300, ip('203.0.113.81'))]),
    message(1, 0x8183, [question('nosuch.example.com', 1)]), message(1, 0x8183, [question('nosuch.example.com', 1)], [], [SOA]),
    *(message(1, 0x8100 | bits, [EXAMPLE]) for bits in (0x82, 5, 4, 1, 0x280, 0xa0, 0x90)),
    message(1, 0x8180, [question('example.com', 28)], [record(POINTER, 28, 300, bytes.fromhex('20010db8000000000000000000000001'))]),
    message(1, 0x8180, [question('www.example.com', 1)], [record(POINTER, 5, 300, name('example.com')), record(name('example.com'), 1, 300, ip('1.2.3.4'))]),
    message(1, 0x8180, [question('example.com', 15)], [record(POINTER, 15, 300, b'\0\x0a' + name('mail.example.com'))]),
    message(1, 0x8180, [question('example.com', 16)], [record(POINTER, 16, 300, b'\5hello\5world')]),
    message(1, 0x8180, [question('example.com', 2)], [record(POINTER, 2, 300, name('ns.example.com'))], [], [record(name('ns.example.com'), 1, 3600, ip('1.2.3.4')), COOKIE]),
    message(1, 0x8180, [question('example.com', 12)], [record(POINTER, 12, 90061, name('ns.example.com'))]),
    message(1, 0x8180, [question('example.com', 33)], [record(POINTER, 33, 300, b'\0\1\0\2\0\x50' + name('ns.example.com'))]),
    message(1, 0x8180, [question('example.com', 6)], [SOA]), message(1, 0x8180, [], [record(name('x'), 1, 300, ip('1.2.3.4'))]),
]
pcap('dns', [ether(ipv4(17, udp(40000, 53, payload, S, SERVER), S, SERVER)) for payload in QUERIES]
     + [ether(ipv4(17, udp(53, 40000, payload, SERVER, S), SERVER, S)) for payload in ANSWERS])

pcap('vlan', [
    ether(b'\x20\x05\x08\x06' + arp(1, S, D), 0x8100), ether(b'\x30\x05\x08\0' + ipv4(1, ECHO), 0x8100),
    ether(b'\xb0\x05\x81\x00\0\6\x08\x06' + arp(1, S, D), 0x8100), ether(b'hello world payload', 0x1234),
    ether(b'\x30\x05\x12\x34hello', 0x8100),
])


def cooked(kind, way, payload):
    return struct.pack('>HHIHBB', kind, 0, 1, 772, way, 6) + A + b'\0\0' + payload


pcap('cooked', [*(cooked(0x800, way, ipv4(1, ECHO)) for way in range(5)), cooked(0x806, 1, arp(1, S, D)),
                cooked(0x8100, 0, b'\0\5\x08\x06' + arp(1, S, D))], 276)
