/** The filter behind the options of `ss`: states, and an expression on ports and addresses (misc/ssfilter.y). */
import { contains, type Ipv4, type Prefix, parsePrefix } from '../../base/ipv4';
import type { TcpState } from '../../kernel/socket/tcp/tcp.machine';
import type { SocketLine } from '../sockets';
import { servicePort } from '../services';

export type Match = (line: SocketLine) => boolean;

const STATES: Readonly<Record<string, readonly TcpState[]>> = (() => {
  const names: Record<string, TcpState[]> = {
    established: ['ESTAB'],
    estab: ['ESTAB'],
    'syn-sent': ['SYN-SENT'],
    'syn-recv': ['SYN-RECV'],
    'fin-wait-1': ['FIN-WAIT-1'],
    'fin-wait-2': ['FIN-WAIT-2'],
    'time-wait': ['TIME-WAIT'],
    closed: ['UNCONN'],
    unconnected: ['UNCONN'],
    'close-wait': ['CLOSE-WAIT'],
    'last-ack': ['LAST-ACK'],
    listening: ['LISTEN'],
    listen: ['LISTEN'],
    closing: ['CLOSING'],
    bucket: ['SYN-RECV', 'TIME-WAIT'],
  };
  const connected: TcpState[] = [
    'ESTAB',
    'SYN-SENT',
    'SYN-RECV',
    'FIN-WAIT-1',
    'FIN-WAIT-2',
    'TIME-WAIT',
    'CLOSE-WAIT',
    'LAST-ACK',
    'CLOSING',
  ];
  const synchronized = connected.filter((state) => state !== 'SYN-SENT');
  const every: TcpState[] = [...connected, 'UNCONN', 'LISTEN'];
  const big = every.filter((state) => state !== 'SYN-RECV' && state !== 'TIME-WAIT');
  return { ...names, connected, synchronized, all: every, big };
})();

export function statesNamed(name: string): readonly TcpState[] | null {
  return STATES[name] ?? null;
}

interface Reader {
  readonly words: readonly string[];
  at: number;
}

/** Reads an expression; null where it is none. */
export function parseExpression(words: readonly string[]): Match | null {
  const reader: Reader = {
    words: words.flatMap((word) => word.match(/[()]|!=|>=|<=|[=<>!]|[^()=<>!\s]+/g) ?? []),
    at: 0,
  };
  const match = either(reader);
  return reader.at === reader.words.length ? match : null;
}

function either(reader: Reader): Match | null {
  let left = both(reader);
  while (left !== null && ['or', '|', '||'].includes(reader.words[reader.at] ?? '')) {
    reader.at++;
    const [one, other] = [left, both(reader)];
    left = other === null ? null : (line) => one(line) || other(line);
  }
  return left;
}

function both(reader: Reader): Match | null {
  let left = term(reader);
  while (
    left !== null &&
    reader.at < reader.words.length &&
    ![')', 'or', '|', '||'].includes(reader.words[reader.at] ?? '')
  ) {
    if (['and', '&', '&&'].includes(reader.words[reader.at] ?? '')) reader.at++;
    const [one, other] = [left, term(reader)];
    left = other === null ? null : (line) => one(line) && other(line);
  }
  return left;
}

function term(reader: Reader): Match | null {
  const word = reader.words[reader.at++];
  if (word === '(') {
    const inner = either(reader);
    return reader.words[reader.at++] === ')' ? inner : null;
  }
  if (word === 'not' || word === '!') {
    const inner = term(reader);
    return inner === null ? null : (line) => !inner(line);
  }
  if (word === 'sport' || word === 'dport')
    return portTerm(reader, word === 'sport' ? (line) => line.localPort : (line) => line.peerPort);
  if (word === 'src' || word === 'dst') return hostTerm(reader, word === 'src');
  return null;
}

const OPERATORS: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '=': (a, b) => a === b,
  '==': (a, b) => a === b,
  eq: (a, b) => a === b,
  '!=': (a, b) => a !== b,
  ne: (a, b) => a !== b,
  neq: (a, b) => a !== b,
  '>': (a, b) => a > b,
  gt: (a, b) => a > b,
  '<': (a, b) => a < b,
  lt: (a, b) => a < b,
  '>=': (a, b) => a >= b,
  ge: (a, b) => a >= b,
  geq: (a, b) => a >= b,
  '<=': (a, b) => a <= b,
  le: (a, b) => a <= b,
  leq: (a, b) => a <= b,
};

function parsePort(text: string): number | null {
  const name = text.replace(/^:/, '');
  return /^\d+$/.test(name) ? Number(name) : (servicePort(name, 'tcp') ?? servicePort(name, 'udp'));
}

function portTerm(reader: Reader, portOf: (line: SocketLine) => number): Match | null {
  const operator = OPERATORS[reader.words[reader.at] ?? ''];
  if (operator !== undefined) reader.at++;
  const port = parsePort(reader.words[reader.at++] ?? '');
  const compare = operator ?? OPERATORS['='];
  return port === null || compare === undefined ? null : (line) => compare(portOf(line), port);
}

/** `src 10.0.0.0/8`, `dst 10.0.0.1:80`, `dst :http`. */
function hostTerm(reader: Reader, local: boolean): Match | null {
  if (reader.words[reader.at] === '=') reader.at++;
  const text = reader.words[reader.at++] ?? '';
  const colon = text.lastIndexOf(':');
  const [host, port] = colon < 0 ? [text, null] : [text.slice(0, colon), parsePort(text.slice(colon))];
  if (colon >= 0 && port === null && text.slice(colon) !== ':*') return null;
  const prefix: Prefix | null = host === '' || host === '*' ? { address: 0, length: 0 } : parsePrefix(host, true);
  if (prefix === null) return null;
  const ends = (line: SocketLine): readonly [Ipv4, number] =>
    local ? [line.localIp, line.localPort] : [line.peerIp, line.peerPort];
  return (line) => contains(prefix, ends(line)[0]) && (port === null || ends(line)[1] === port);
}
