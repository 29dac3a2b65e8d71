/** A name server for tests: `zone-dns ADDRESS` answers by UDP and TCP out of a small zone, and misbehaves for some names. */
import { parseIpv4 } from '../../src/base/ipv4';
import {
  accept,
  bind,
  listen,
  openTcp,
  openUdp,
  receive,
  receiveFrom,
  send,
  sendTo,
} from '../../src/kernel/socket/calls';
import { program } from '../../src/userland/program';
import {
  decodeDns,
  type DnsData,
  type DnsMessage,
  type DnsRecord,
  DnsType,
  encodeDns,
  Rcode,
} from '../../src/wire/dns';

const a = (text: string): DnsData => ({ kind: 'A', address: parseIpv4(text) ?? 0 });
const name = (text: string): DnsData => ({ kind: 'name', name: text });
const six = (last: number): DnsData => ({
  kind: 'AAAA',
  address: Uint8Array.of(0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, last),
});
const SOA: DnsData = {
  kind: 'SOA',
  primary: 'ns1.example.com',
  mailbox: 'root.example.com',
  serial: 2026010101,
  refresh: 3600,
  retry: 600,
  expire: 86400,
  minimum: 300,
};

/** `NAME TYPE` to data. */
const ZONE: Readonly<Record<string, readonly DnsData[]>> = {
  'example.com 1': [a('203.0.113.80')],
  'example.com 15': [
    { kind: 'MX', preference: 10, exchange: 'mail.example.com' },
    { kind: 'MX', preference: 20, exchange: 'mx2.example.com' },
  ],
  'example.com 16': [{ kind: 'TXT', texts: [new TextEncoder().encode('v=spf1 -all')] }],
  'example.com 2': [name('ns1.example.com')],
  'example.com 6': [SOA],
  'multi.test 1': ['10.0.0.1', '10.0.0.2', '10.0.0.3'].map(a),
  'six.test 28': [six(1)],
  'six.test 1': [a('10.0.0.6')],
  'v6.test 28': [six(9)],
  'empty.test 99': [],
  '80.113.0.203.in-addr.arpa 12': [name('example.com')],
  '1.0.0.10.in-addr.arpa 12': [name('one.test')],
  'two.search.test 1': [a('10.9.9.8')],
  'ns.test 1': [a('10.77.0.2')],
  'big.test 1': Array.from({ length: 59 }, (_, i) => a(`10.1.0.${i + 1}`)),
};

/** The longest answer without EDNS (RFC 1035, section 4.2.1). */
const LONGEST = 512;
const ANSWERING = { response: true, recursionDesired: true, recursionAvailable: true } as const;

/** The answer to a query, or null where it stays silent. */
function answer(query: DnsMessage): DnsMessage | null {
  const [question] = query.questions;
  if (question === undefined) return null;
  const asked = question.name.toLowerCase();
  const record = (owner: string, type: number, data: DnsData): DnsRecord => ({
    name: owner,
    type,
    class: 1,
    ttl: 300,
    data,
  });
  const reply: DnsMessage = {
    ...query,
    ...ANSWERING,
    authenticData: false,
    checkingDisabled: false,
    answers: [],
    authorities: [],
    additionals: [],
  };
  const five = record(asked, DnsType.A, a('10.5.5.5'));
  if (asked.includes('drop')) return null;
  if (asked.includes('servfail')) return { ...reply, rcode: Rcode.ServFail };
  if (asked.includes('refused')) return { ...reply, rcode: Rcode.Refused };
  if (asked.includes('auth')) {
    const ns = record('example.com', DnsType.NS, name('ns1.example.com'));
    const glue = record('ns1.example.com', DnsType.A, a('10.5.5.6'));
    return { ...reply, authoritative: true, answers: [five], authorities: [ns], additionals: [glue] };
  }
  if (asked.includes('nora')) return { ...reply, recursionAvailable: false, answers: [five] };
  if (asked.includes('edns')) {
    const sent = query.additionals[0]?.data;
    const client = sent?.kind === 'OPT' ? (sent.options[0]?.data ?? new Uint8Array(0)) : new Uint8Array(0);
    const cookie = Uint8Array.of(...client, ...Array.from({ length: 16 }, (_, i) => i));
    const opt: DnsRecord = {
      name: '',
      type: DnsType.OPT,
      class: 1232,
      ttl: 0,
      data: { kind: 'OPT', options: [{ code: 10, data: cookie }] },
    };
    return { ...reply, answers: [five], additionals: [opt] };
  }
  if (asked === 'www.example.com') {
    const alias = record(asked, DnsType.CNAME, name('example.com'));
    const target = record('example.com', DnsType.A, a('203.0.113.80'));
    const isAddress = question.type === DnsType.A || question.type === DnsType.AAAA;
    return {
      ...reply,
      answers: [...(isAddress || question.type === 5 ? [alias] : []), ...(question.type === 1 ? [target] : [])],
    };
  }
  if (!Object.keys(ZONE).some((key) => key.startsWith(`${asked} `))) {
    const authorities = asked.includes('soa') ? [record('example.com', DnsType.SOA, SOA)] : [];
    return { ...reply, rcode: Rcode.NXDomain, authorities };
  }
  const keys =
    question.type === DnsType.ANY
      ? Object.keys(ZONE).filter((key) => key.startsWith(`${asked} `))
      : [`${asked} ${question.type}`];
  const answers = keys.flatMap((key) =>
    (ZONE[key] ?? []).map((data) => record(asked, Number(key.split(' ')[1]), data)),
  );
  return { ...reply, answers };
}

/** The bytes of an answer; too long a one for a datagram says so instead. */
function answerBytes(bytes: Uint8Array, stream: boolean): Uint8Array | null {
  const query = decodeDns(bytes);
  const reply = query === null ? null : answer(query);
  if (reply === null) return null;
  const whole = encodeDns(reply, false);
  if (stream || whole.length <= LONGEST) return whole;
  return encodeDns({ ...reply, truncated: true, answers: [] }, false);
}

export const zoneDns = program<{ readonly datagrams: string; readonly listening: string }>({
  name: 'zone-dns',
  start: (sys) => {
    const ip = parseIpv4(sys.args[0] ?? '') ?? 0;
    const data = { datagrams: openUdp(sys, sys.process.pid), listening: openTcp(sys, sys.process.pid) };
    bind(sys, data.datagrams, ip, 53);
    bind(sys, data.listening, ip, 53);
    listen(sys, data.listening);
    return data;
  },
  on: (sys, data, event) => {
    if (event.type !== 'socket') return;
    if (event.socket === data.datagrams) {
      for (
        let got = receiveFrom(sys, data.datagrams);
        typeof got !== 'string';
        got = receiveFrom(sys, data.datagrams)
      ) {
        const reply = answerBytes(got.payload, false);
        if (reply !== null) sendTo(sys, data.datagrams, reply, got.src, got.srcPort);
      }
      return;
    }
    const taken = event.socket === data.listening ? accept(sys, data.listening) : { socket: event.socket };
    if (typeof taken === 'string') return;
    const got = receive(sys, taken.socket);
    if (typeof got === 'string' || got.length < 2) return;
    const reply = answerBytes(got.subarray(2), true);
    if (reply !== null) send(sys, taken.socket, Uint8Array.of(reply.length >>> 8, reply.length & 255, ...reply));
  },
});
