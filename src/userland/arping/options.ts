/** The command line of busybox's arping. */
import type { Ipv4 } from '../../base/ipv4';
import { usageOf } from '../busybox/about';
import { getopt } from '../getopt';
import { parseInetAton } from '../resolver/numeric';

export interface ArpingOptions {
  readonly target: string;
  readonly device: string;
  /** -s: the address to speak from, as it was written and as it was understood. */
  readonly source: { readonly text: string; readonly ip: Ipv4 | null } | null;
  /** -c: how many are sent; null without end. */
  readonly count: number | null;
  /** -w, in seconds; 0 without end. */
  readonly timeout: number;
  readonly quitOnReply: boolean;
  readonly quiet: boolean;
  readonly onlyBroadcast: boolean;
  /** -D: whether somebody has the address already. */
  readonly detectDuplicate: boolean;
  /** -U and -A: nobody has to answer; -A says it as a reply. */
  readonly unsolicited: boolean;
  readonly answer: boolean;
}

const USAGE = usageOf(`arping [-fqbDUA] [-c CNT] [-w TIMEOUT] [-I IFACE] [-s SRC_IP] DST_IP

Send ARP requests/replies

	-f		Quit on first ARP reply
	-q		Quiet
	-b		Keep broadcasting, don't go unicast
	-D		Exit with 1 if DST_IP replies
	-U		Unsolicited ARP mode, update your neighbors
	-A		ARP answer mode, update your neighbors
	-c N		Stop after sending N ARP requests
	-w TIMEOUT	Seconds to wait for ARP reply
	-I IFACE	Interface to use (default eth0)
	-s SRC_IP	Sender IP address
	DST_IP		Target IP address`);

/** What is said instead, and the exit status. */
export interface Refusal {
  readonly err: string;
  readonly status: number;
}

const LARGEST = 0x7fffffff;

/** The options, or why there are none. */
export function parseArping(args: readonly string[]): ArpingOptions | Refusal {
  if (args.length === 1 && args[0] === '--help') return { err: USAGE, status: 0 };
  const parsed = getopt(args, 'fqbDUAc:w:I:s:');
  if (!parsed.ok) {
    const reason = parsed.error === 'unknown' ? 'invalid option' : 'option requires an argument';
    return { err: `arping: ${reason} -- '${parsed.letter}'\n${USAGE}`, status: 1 };
  }
  const given = new Map(parsed.options);
  for (const [letter, value] of parsed.options) {
    const isNumber = /^\d+$/.test(value) && Number(value) <= LARGEST;
    if ('cw'.includes(letter) && !isNumber) return { err: `arping: invalid number '${value}'\n`, status: 1 };
  }
  const [target, more] = parsed.operands;
  if (target === undefined || more !== undefined) return { err: USAGE, status: 1 };
  const text = given.get('s');
  const count = given.get('c');
  return {
    target,
    device: given.get('I') ?? 'eth0',
    source: text === undefined ? null : { text, ip: parseInetAton(text) },
    count: count === undefined ? null : Number(count),
    timeout: Number(given.get('w') ?? 0),
    quitOnReply: given.has('f') || given.has('D'),
    quiet: given.has('q'),
    onlyBroadcast: given.has('b'),
    detectDuplicate: given.has('D'),
    unsolicited: given.has('U') || given.has('A'),
    answer: given.has('A'),
  };
}
