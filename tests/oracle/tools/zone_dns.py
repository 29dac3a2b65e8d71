#!/usr/bin/env python3
"""The name server that tests/unit/zone-dns.ts copies: zone_dns.py ADDRESS answers by UDP and TCP out of a small zone."""
import socket, struct, sys, threading

LONGEST = 512
TYPES = {'A': 1, 'NS': 2, 'CNAME': 5, 'SOA': 6, 'PTR': 12, 'MX': 15, 'TXT': 16, 'AAAA': 28}


def name(text):
    return b''.join(bytes([len(label)]) + label.encode() for label in text.split('.') if label) + b'\0'


SOA = name('ns1.example.com') + name('root.example.com') + struct.pack('>IIIII', 2026010101, 3600, 600, 86400, 300)
SIX = bytes.fromhex('20010db80000000000000000000000')
A = socket.inet_aton
ZONE = {
    ('example.com', 1): [A('203.0.113.80')],
    ('example.com', 15): [b'\0\x0a' + name('mail.example.com'), b'\0\x14' + name('mx2.example.com')],
    ('example.com', 16): [b'\x0bv=spf1 -all'],
    ('example.com', 2): [name('ns1.example.com')],
    ('example.com', 6): [SOA],
    ('multi.test', 1): [A('10.0.0.1'), A('10.0.0.2'), A('10.0.0.3')],
    ('six.test', 28): [SIX + b'\1'],
    ('six.test', 1): [A('10.0.0.6')],
    ('v6.test', 28): [SIX + b'\x09'],
    ('empty.test', 99): [],
    ('80.113.0.203.in-addr.arpa', 12): [name('example.com')],
    ('1.0.0.10.in-addr.arpa', 12): [name('one.test')],
    ('two.search.test', 1): [A('10.9.9.8')],
    ('ns.test', 1): [A('10.77.0.2')],
    ('big.test', 1): [A(f'10.1.0.{i}') for i in range(1, 60)],
}


def record(owner, kind, data):
    return name(owner) + struct.pack('>HHIH', kind, 1, 300, len(data)) + data


def answer(query):
    labels, i = [], 12
    while query[i]:
        labels.append(query[i + 1:i + 1 + query[i]].decode())
        i += query[i] + 1
    asked, kind = '.'.join(labels).lower(), struct.unpack('>H', query[i + 1:i + 3])[0]
    question = query[12:i + 5]
    rcode, flags, answers, authorities, additionals = 0, 0x8180, [], [], []
    five = record(asked, 1, A('10.5.5.5'))
    if 'drop' in asked:
        return None
    if 'servfail' in asked:
        rcode = 2
    elif 'refused' in asked:
        rcode = 5
    elif 'auth' in asked:
        flags |= 0x400
        answers = [five]
        authorities = [record('example.com', 2, name('ns1.example.com'))]
        additionals = [record('ns1.example.com', 1, A('10.5.5.6'))]
    elif 'nora' in asked:
        flags &= ~0x80
        answers = [five]
    elif 'edns' in asked:
        cookie = query[-8:] + bytes(range(16))
        answers = [five]
        additionals = [b'\0' + struct.pack('>HHIHHH', 41, 1232, 0, 4 + len(cookie), 10, len(cookie)) + cookie]
    elif asked == 'www.example.com':
        if kind in (1, 28, 5):
            answers.append(record(asked, 5, name('example.com')))
        if kind == 1:
            answers.append(record('example.com', 1, A('203.0.113.80')))
    elif not any(owner == asked for owner, _ in ZONE):
        rcode = 3
        if 'soa' in asked:
            authorities = [record('example.com', 6, SOA)]
    else:
        kinds = [k for owner, k in ZONE if owner == asked] if kind == 255 else [kind]
        answers = [record(asked, k, data) for k in kinds for data in ZONE.get((asked, k), [])]
    counts = struct.pack('>HHHH', 1, len(answers), len(authorities), len(additionals))
    head = query[:2] + struct.pack('>H', flags | rcode)
    return head + counts + question + b''.join(answers + authorities + additionals), head, question


def datagrams(address):
    s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    s.bind((address, 53))
    while True:
        query, peer = s.recvfrom(4096)
        reply = answer(query)
        if reply is None:
            continue
        whole, head, question = reply
        if len(whole) > LONGEST:
            flags = struct.unpack('>H', head[2:4])[0] | 0x200
            whole = head[:2] + struct.pack('>HHHHH', flags, 1, 0, 0, 0) + question
        s.sendto(whole, peer)


def connection(c):
    while True:
        length = c.recv(2)
        if len(length) < 2:
            break
        reply = answer(c.recv(struct.unpack('>H', length)[0]))
        if reply is not None:
            c.sendall(struct.pack('>H', len(reply[0])) + reply[0])
    c.close()


threading.Thread(target=datagrams, args=(sys.argv[1],), daemon=True).start()
s = socket.socket()
s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
s.bind((sys.argv[1], 53))
s.listen(9)
while True:
    threading.Thread(target=connection, args=(s.accept()[0],), daemon=True).start()
