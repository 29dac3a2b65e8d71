/** The words of a filter expression (pcap-filter(7); scanner.l of libpcap). */

export type Token =
  /** `literal` behind a backslash: a name, whatever it means otherwise. */
  | { readonly kind: 'word'; readonly text: string; readonly literal: boolean }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'sign'; readonly text: string };

const PATTERN =
  /\s+|(?<sign>&&|\|\||<<|>>|>=|<=|==|!=|[()[\]!<>=+\-*/%&|^:])|(?<number>(?:0[xX][0-9a-fA-F]+|\d+)(?![\w.:-]))|(?<word>\\?[\w][\w.:/-]*)|(?<other>.)/gy;

/** A MAC address, or a prefix: they contain what would be signs. */
const WHOLE = /^(?:[0-9a-fA-F]{1,2}(?::[0-9a-fA-F]{1,2}){5}|[\d.]+\/\d+)$/;

/** Names of offsets, types and flags. */
const CONSTANTS: Readonly<Record<string, number>> = {
  icmptype: 0,
  icmpcode: 1,
  'icmp-echoreply': 0,
  'icmp-unreach': 3,
  'icmp-sourcequench': 4,
  'icmp-redirect': 5,
  'icmp-echo': 8,
  'icmp-routeradvert': 9,
  'icmp-routersolicit': 10,
  'icmp-timxceed': 11,
  'icmp-paramprob': 12,
  'icmp-tstamp': 13,
  'icmp-tstampreply': 14,
  'icmp-ireq': 15,
  'icmp-ireqreply': 16,
  'icmp-maskreq': 17,
  'icmp-maskreply': 18,
  tcpflags: 13,
  'tcp-fin': 1,
  'tcp-syn': 2,
  'tcp-rst': 4,
  'tcp-push': 8,
  'tcp-ack': 16,
  'tcp-urg': 32,
  'tcp-ece': 64,
  'tcp-cwr': 128,
};

/** The tokens of an expression, or null where a character is none. */
export function tokenize(text: string): Token[] | null {
  const tokens: Token[] = [];
  for (const match of text.matchAll(PATTERN)) {
    const { sign, number, word, other } = match.groups ?? {};
    if (other !== undefined) return null;
    if (sign !== undefined) tokens.push({ kind: 'sign', text: sign });
    else if (number !== undefined) tokens.push({ kind: 'number', value: Number(number) });
    else if (word !== undefined) tokens.push(...split(word));
  }
  return tokens;
}

/** `4:2` inside brackets, `10.0.0.0/8` and `02:42:ac:11:00:02` are told apart here. */
function split(word: string): Token[] {
  const constant = Object.hasOwn(CONSTANTS, word) ? CONSTANTS[word] : undefined;
  if (constant !== undefined) return [{ kind: 'number', value: constant }];
  if (WHOLE.test(word) || !/[:/]/.test(word)) {
    return [{ kind: 'word', text: word.replace(/^\\/, ''), literal: word.startsWith('\\') }];
  }
  return word.split(/([:/])/).flatMap((part): Token[] => {
    if (part === '') return [];
    if (part === ':' || part === '/') return [{ kind: 'sign', text: part }];
    return [
      /^(?:0[xX][0-9a-fA-F]+|\d+)$/.test(part)
        ? { kind: 'number', value: Number(part) }
        : { kind: 'word', text: part, literal: false },
    ];
  });
}
