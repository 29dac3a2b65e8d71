#!/usr/bin/env python3
"""What tshark makes of single frames: dissect.py FILE rewrites FILE in place.

FILE holds blocks of a `# title`, the frame in hexadecimal, tshark's protocol and info columns, and then a line a field:
indent, filter name (- for none), START+LENGTH, text. To add a frame, add its title and its bytes and run this (tshark 4.0).
Left out: rows of protocols that the project does not read, rows worked out from other frames, hidden rows, expert infos.
"""
import html, re, struct, subprocess, sys, tempfile

PREFERENCES = '''ip.defragment:FALSE ip.check_checksum:TRUE tcp.check_checksum:TRUE udp.check_checksum:TRUE
tcp.desegment_tcp_streams:FALSE http.desegment_headers:FALSE http.desegment_body:FALSE'''.split()
UNREAD = re.compile(r'frame|num$|len$|caplen$|timestamp$|geninfo|fake|igmp|ipv6|icmpv6|_ws\.expert|.*\.(expert|invalid|nonzero|present|absent)$'
                    r'|tcp\.connection|tcp\.(seq|ack|window_size|window_size_scalefactor|flags\.str|payload)$|.*checksum_calculated$'
                    r'|udp\.payload|eth\.addr$|icmp\.(ident_le|seq_le|data_time)|dns\.(qry\.name\.len|count\.labels|opt\.cookie)'
                    r'|http\.(response\.code\.desc|content_length)$')


def tshark(frame, relative, *output):
    with tempfile.NamedTemporaryFile(suffix='.pcap') as f:
        f.write(struct.pack('<IHHiIIIIIII', 0xa1b2c3d4, 2, 4, 0, 0, 65535, 1, 0, 0, len(frame), len(frame)) + frame)
        f.flush()
        options = [x for p in [*PREFERENCES, f'tcp.relative_sequence_numbers:{relative}'] for x in ('-o', p)]
        return subprocess.run(['tshark', '-r', f.name, '-n', *options, *output], capture_output=True, text=True).stdout


def rows(frame):
    for line in tshark(frame, 'TRUE', '-T', 'pdml').splitlines():
        field = {k: html.unescape(v) for k, v in re.findall(r'(\w+)="([^"]*)"', line)}
        if not re.match(r'\s*<(field|proto) ', line) or 'hide' in field or UNREAD.match(field['name']):
            continue
        text = field.get('showname') or field.get('show', '')
        if field.get('size', '0') == '0' or text.startswith('Group Record'):
            continue
        text = re.sub(r' ?\(maybe caused by.*| \[fragmented datagram\]| \[in ICMP error packet\]', '', text)
        indent = len(line) - len(line.lstrip()) - 2
        yield f"{' ' * indent}{field['name'] or '-'} {field['pos']}+{field['size']} {text}"


def main():
    path, out = sys.argv[1], []
    for block in open(path).read().split('\n\n'):
        title, frame = block.strip().split('\n')[:2]
        info = tshark(bytes.fromhex(frame), 'FALSE', '-T', 'fields', '-e', '_ws.col.Protocol', '-e', '_ws.col.Info').rstrip()
        info = re.sub(r' \(no response found!\)| \[(TCP|UDP) CHECKSUM INCORRECT\]', '', info)
        out.append('\n'.join([title, frame, info, *rows(bytes.fromhex(frame))]))
    open(path, 'w').write('\n\n'.join(out) + '\n')


main()
