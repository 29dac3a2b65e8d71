/** The command line of iputils ping 20221126. */

export interface PingOptions {
  readonly target: string;
  readonly count: number | null;
  /** Microseconds between probes. */
  readonly interval: number;
  /** -W: microseconds to wait for an answer after the last probe. */
  readonly linger: number;
  /** -w: microseconds until it ends in any case. */
  readonly deadline: number | null;
  readonly size: number;
  readonly ttl: number | null;
  /** -e: the identifier of the probes, null for one drawn at random. */
  readonly ident: number | null;
  readonly pmtu: 'do' | 'want' | 'dont';
  readonly quiet: boolean;
  readonly numeric: boolean;
  readonly broadcast: boolean;
  /** -A and -f: the next probe goes as soon as the last is answered. */
  readonly adaptive: boolean;
  readonly flood: boolean;
  readonly outstanding: boolean;
  /** -I: a device or an address to send from. */
  readonly source: string | null;
  /** -p: what fills the payload, null for bytes that count up. */
  readonly pattern: readonly number[] | null;
  /** -6, which nothing here speaks. */
  readonly six: boolean;
}

const PING_USAGE = `
Usage
  ping [options] <destination>

Options:
  <destination>      dns name or ip address
  -a                 use audible ping
  -A                 use adaptive ping
  -B                 sticky source address
  -c <count>         stop after <count> replies
  -C                 call connect() syscall on socket creation
  -D                 print timestamps
  -d                 use SO_DEBUG socket option
  -e <identifier>    define identifier for ping session, default is random for
                     SOCK_RAW and kernel defined for SOCK_DGRAM
                     Imply using SOCK_RAW (for IPv4 only for identifier 0)
  -f                 flood ping
  -h                 print help and exit
  -I <interface>     either interface name or address
  -i <interval>      seconds between sending each packet
  -L                 suppress loopback of multicast packets
  -l <preload>       send <preload> number of packages while waiting replies
  -m <mark>          tag the packets going out
  -M <pmtud opt>     define mtu discovery, can be one of <do|dont|want>
  -n                 no dns name resolution
  -O                 report outstanding replies
  -p <pattern>       contents of padding byte
  -q                 quiet output
  -Q <tclass>        use quality of service <tclass> bits
  -s <size>          use <size> as number of data bytes to be sent
  -S <size>          use <size> as SO_SNDBUF socket option value
  -t <ttl>           define time to live
  -U                 print user-to-user latency
  -v                 verbose output
  -V                 print version and exit
  -w <deadline>      reply wait <deadline> in seconds
  -W <timeout>       time to wait for response

IPv4 options:
  -4                 use IPv4
  -b                 allow pinging broadcast
  -R                 record route
  -T <timestamp>     define timestamp, can be one of <tsonly|tsandaddr|tsprespec>

IPv6 options:
  -6                 use IPv6
  -F <flowlabel>     define flow label, default is random
  -N <nodeinfo opt>  use icmp6 node info query, try <help> as argument

For more details see ping(8).
`;

const PING_VERSION = `ping from iputils 20221126
libcap: yes, IDN: yes, NLS: no, error.h: yes, getrandom(): yes, __fpending(): yes
`;

const VALUED = new Set(Array.from('ceIilmMpQsStwWTFN'));
const KNOWN = new Set(Array.from('4aABbcCdDefhIiLlmMnOpqQrRsStTUvVwW6FN'));

export interface PingRefusal {
  readonly text: string;
  readonly status: number;
}

const refuse = (text: string, status = 1): PingRefusal => ({ text, status });

/** The options of an argument list, or what ping says instead and its exit status. */
export function parsePing(args: readonly string[]): PingOptions | PingRefusal {
  const values = new Map<string, string>();
  const targets: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const arg = args[i]!;
    if (arg === '--') {
      targets.push(...args.slice(i + 1));
      break;
    }
    if (!arg.startsWith('-') || arg === '-') {
      targets.push(arg);
      continue;
    }
    for (let at = 1; at < arg.length; at++) {
      const letter = arg[at]!;
      if (!KNOWN.has(letter)) return refuse(`ping: invalid option -- '${letter}'\n${PING_USAGE}`, 2);
      if (!VALUED.has(letter)) {
        values.set(letter, '');
        continue;
      }
      const value = at + 1 < arg.length ? arg.slice(at + 1) : args[++i];
      if (value === undefined) return refuse(`ping: option requires an argument -- '${letter}'\n${PING_USAGE}`, 2);
      values.set(letter, value);
      break;
    }
  }
  if (values.has('h')) return refuse(PING_USAGE, 2);
  if (values.has('V')) return refuse(PING_VERSION, 0);
  const numbers = readNumbers(values);
  if ('text' in numbers) return numbers;
  const target = targets[targets.length - 1];
  if (target === undefined) return refuse('ping: usage error: Destination address required\n');
  if (targets.length > 1) return refuse('ping: record route: Operation not permitted\n', 2);
  const pattern = readPattern(values.get('p'));
  if ('text' in pattern) return pattern;
  const pmtu = values.get('M') ?? 'want';
  if (pmtu !== 'do' && pmtu !== 'want' && pmtu !== 'dont') return refuse(`ping: invalid -M argument: ${pmtu}\n`, 2);
  return {
    target,
    ...numbers,
    pmtu,
    quiet: values.has('q'),
    numeric: values.has('n'),
    broadcast: values.has('b'),
    adaptive: values.has('A') || values.has('f'),
    flood: values.has('f'),
    outstanding: values.has('O'),
    source: values.get('I') ?? null,
    pattern: pattern.bytes,
    six: values.has('6') || target.includes(':'),
  };
}

/** Hexadecimal digits, two a byte, sixteen bytes at the most. */
function readPattern(text: string | undefined): { readonly bytes: readonly number[] | null } | PingRefusal {
  if (text === undefined) return { bytes: null };
  if (!/^[0-9a-fA-F]+$/.test(text)) return refuse('ping: patterns must be specified as hex digits\n', 2);
  return { bytes: Array.from((text.match(/..?/g) ?? []).slice(0, 16), (byte) => parseInt(byte, 16)) };
}

type Numbers = Pick<PingOptions, 'count' | 'interval' | 'linger' | 'deadline' | 'size' | 'ttl' | 'ident'>;

function readNumbers(values: ReadonlyMap<string, string>): Numbers | PingRefusal {
  const count = whole(values.get('c'), 1, Number.MAX_SAFE_INTEGER);
  const size = whole(values.get('s'), 0, 0x7fffffff);
  const ttl = whole(values.get('t'), 0, 255);
  const ident = whole(values.get('e'), 0, 0xffff);
  const deadline = seconds(values.get('w'));
  for (const read of [count, size, ttl, ident]) if (typeof read === 'object' && read !== null) return read;
  const interval = seconds(values.get('i'));
  const linger = seconds(values.get('W'));
  if (interval === 'bad' || (interval !== null && interval < 0))
    return refuse(`ping: bad timing interval: ${values.get('i') ?? ''}\n`, 2);
  if (linger === 'bad' || (linger !== null && linger < 0))
    return refuse(`ping: bad linger time: ${values.get('W') ?? ''}\n`, 2);
  if (deadline === 'bad' || (deadline !== null && deadline < 0))
    return refuse(`ping: invalid argument: '${values.get('w') ?? ''}'\n`);
  return {
    count: typeof count === 'number' ? count : null,
    size: typeof size === 'number' ? size : 56,
    ident: typeof ident === 'number' ? ident : null,
    ttl: typeof ttl === 'number' ? ttl : null,
    deadline,
    interval: interval ?? 1_000_000,
    linger: linger ?? 10_000_000,
  };
}

function whole(text: string | undefined, low: number, high: number): number | null | PingRefusal {
  if (text === undefined) return null;
  if (!/^[+-]?\d+$/.test(text)) return refuse(`ping: invalid argument: '${text}'\n`);
  const value = Number(text);
  if (value < low || value > high)
    return refuse(
      `ping: invalid argument: '${text}': out of range: ${low} <= value <= ${high === Number.MAX_SAFE_INTEGER ? '9223372036854775807' : String(high)}\n`,
    );
  return value;
}

function seconds(text: string | undefined): number | null | 'bad' {
  if (text === undefined) return null;
  return /^[+-]?(\d+\.?\d*|\.\d+)$/.test(text) ? Math.round(Number(text) * 1_000_000) : 'bad';
}
