/** `-m conntrack` (extensions/libxt_conntrack.c). */
import { CT_STATES, CT_STATUSES, type CtTest, type Match, type Ports } from '../netfilter';
import type { Module, Option, Surroundings } from './module';
import { protocolNumber } from './names';
import { refuse } from './refusal';
import { parseAddresses, parseInteger, parseNames } from './values';

/** In the order that iptables-save writes them. */
const ORDER: readonly CtTest['ct'][] = [
  'state',
  'proto',
  'origsrc',
  'origdst',
  'replsrc',
  'repldst',
  'origsrcport',
  'origdstport',
  'replsrcport',
  'repldstport',
  'status',
  'expire',
  'dir',
];

export function conntrack(): Module<Match> {
  const tests: CtTest[] = [];
  const option = (ct: CtTest['ct']): Option => ({
    name: `ct${ct}`,
    words: 1,
    not: ct !== 'dir',
    read: ([text = ''], not, at) => tests.push(readTest(ct, text, not, at)),
  });
  return {
    name: 'conntrack',
    options: ORDER.map(option),
    finish: () => {
      if (tests.length === 0) refuse('conntrack: At least one option is required');
      return { match: 'conntrack', tests: tests.sort((a, b) => ORDER.indexOf(a.ct) - ORDER.indexOf(b.ct)) };
    },
  };
}

function readTest(ct: CtTest['ct'], text: string, not: boolean, at: Surroundings): CtTest {
  switch (ct) {
    case 'state':
      return { ct, not, states: parseNames(text, CT_STATES, (word) => refuse(`Bad ctstate "${word}"`)) };
    case 'proto':
      return { ct, not, protocol: protocolNumber(text) ?? refuse(`unknown protocol "${text}" specified`) };
    case 'origsrc':
    case 'origdst':
    case 'replsrc':
    case 'repldst':
      return { ct, not, ...(parseAddresses(text, at.names)[0] ?? refuse(`host/network \`${text}' not found`)) };
    case 'origsrcport':
    case 'origdstport':
    case 'replsrcport':
    case 'repldstport':
      return { ct, not, ports: readPorts(text, at) };
    case 'status':
      return { ct, not, statuses: parseNames(text, CT_STATUSES, (word) => refuse(`Bad ctstatus "${word}"`)) };
    case 'expire': {
      const [first = '', last = first] = text.split(':');
      const from = parseInteger(first, 0xffffffff);
      const to = parseInteger(last, 0xffffffff);
      if (from === null || to === null)
        return refuse(`conntrack: bad value for option "--ctexpire" near "${text}", or out of range (0-4294967295).\n`);
      return { ct, not, from, to };
    }
    case 'dir': {
      const upper = text.toUpperCase();
      if (upper !== 'ORIGINAL' && upper !== 'REPLY') refuse(`conntrack: Bad value for "--ctdir" option: "${text}"`);
      return { ct, not, reply: upper === 'REPLY' };
    }
  }
}

function readPorts(text: string, { names }: Surroundings): Ports {
  const port = (word: string) =>
    parseInteger(word, 0xffff) ??
    names.portOf(word, 'tcp') ??
    names.portOf(word, 'udp') ??
    refuse(`Port "${word}" does not resolve to anything.\n`);
  const [first = '', last] = text.split(':');
  const from = port(first);
  return { from, to: last === undefined ? from : port(last) };
}
