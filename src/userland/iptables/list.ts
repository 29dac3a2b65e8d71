/** `iptables -L` and `-S` (iptables 1.8.9, iptables/nft-ipv4.c and nft.c). */
import { formatIpv4 } from '../../base/ipv4';
import {
  BUILTIN,
  type Chain,
  type Chains,
  type Rule,
  type RuleSpec,
  type TableName,
} from '../../kernel/netfilter/netfilter';
import { references, userChains } from '../../kernel/netfilter/rules';
import { formatParts, maskLength, targetName } from '../../kernel/netfilter/spec';
import type { Command } from '../../kernel/netfilter/spec/command';
import { protocolText } from '../../kernel/netfilter/spec/names';
import { matchText, targetText } from './rule-text';

export interface Listing {
  readonly flags: Command['flags'];
  /** The name of an address, where it has one. */
  readonly nameOf: (address: number) => string | null;
}

/** The table's chains in the order that they are listed; built-in ones are there in any case. */
export function chainsInOrder(table: TableName, chains: Chains | undefined): Chain[] {
  const empty = (name: string): Chain => ({ name, policy: 'ACCEPT', counting: false, packets: 0, bytes: 0, rules: [] });
  const builtIn = BUILTIN[table].map((hook) => chains?.[hook] ?? empty(hook));
  if (chains === undefined) return builtIn;
  return [...builtIn, ...userChains(chains).flatMap((name) => chains[name] ?? [])];
}

/** All of `-L`. With a rule's number only that line. */
export function listText(
  chains: readonly Chain[],
  all: Chains | undefined,
  number: number | null,
  listing: Listing,
): string {
  if (number !== null) return chains.map((chain) => lineOf(chain.rules[number - 1], number, listing)).join('');
  return chains
    .map((chain) => {
      const lines = chain.rules.map((rule, i) => lineOf(rule, i + 1, listing)).join('');
      return `${headerText(chain, references(all ?? {}, chain.name), listing)}${lines}`;
    })
    .join('\n');
}

function headerText(chain: Chain, used: number, { flags }: Listing): string {
  const counters = flags.verbose
    ? ` ${countText(chain.packets, flags, true)}packets, ${countText(chain.bytes, flags, true)}bytes`
    : '';
  const head = chain.policy === null ? `(${used} references)` : `(policy ${chain.policy}${counters})`;
  const number = flags.lineNumbers ? 'num  ' : '';
  const counts = !flags.verbose ? '' : flags.exact ? '    pkts      bytes ' : ' pkts bytes ';
  const devices = flags.verbose ? ' in     out    ' : '';
  return `Chain ${chain.name} ${head}\n${number}${counts}target     prot opt${devices} ${'source'.padEnd(19)}  ${'destination'.padEnd(19)} \n`;
}

/** `xtables_print_num`: large numbers are rounded to K, M, G or T unless they are to be exact. */
function countText(count: number, flags: Command['flags'], bare = false): string {
  const pad = (text: string, width: number) => `${bare ? text : text.padStart(width)} `;
  if (flags.exact) return pad(String(count), 8);
  if (count <= 99_999) return pad(String(count), 5);
  let rounded = count;
  for (const unit of ['K', 'M', 'G']) {
    rounded = Math.floor((rounded + 500) / 1000);
    if (rounded <= 9999) return pad(`${rounded}${unit}`, 5);
  }
  return pad(`${Math.floor((rounded + 500) / 1000)}T`, 5);
}

/** What the columns of a rule hold. */
function columnsOf({ matches, target }: RuleSpec, numeric: boolean, nameOf: Listing['nameOf']) {
  const anyDevice = numeric ? '*' : 'any';
  const columns = {
    target: targetName(target),
    protocol: numeric ? '0' : 'all',
    notProtocol: false,
    protocolNumber: 0,
    fragment: '--',
    in: anyDevice,
    out: anyDevice,
    source: numeric ? '0.0.0.0/0' : 'anywhere',
    notSource: false,
    destination: numeric ? '0.0.0.0/0' : 'anywhere',
    notDestination: false,
  };
  for (const match of matches) {
    switch (match.match) {
      case 'source':
        columns.source = addressText(match.address, match.mask, numeric ? null : nameOf);
        columns.notSource = match.not;
        break;
      case 'destination':
        columns.destination = addressText(match.address, match.mask, numeric ? null : nameOf);
        columns.notDestination = match.not;
        break;
      case 'in':
      case 'out':
        columns[match.match] = `${match.not ? '!' : ''}${match.dev}`;
        break;
      case 'protocol':
        columns.protocol = numeric ? String(match.protocol) : protocolText(match.protocol);
        columns.protocolNumber = match.protocol;
        columns.notProtocol = match.not;
        break;
      case 'fragment':
        columns.fragment = match.not ? '!f' : '-f';
        break;
      default:
        break;
    }
  }
  return columns;
}

function addressText(address: number, mask: number, nameOf: Listing['nameOf'] | null): string {
  const length = maskLength(mask);
  if (length === 32) return nameOf?.(address) ?? formatIpv4(address);
  return `${formatIpv4(address)}/${length ?? formatIpv4(mask)}`;
}

function wordsOf(spec: RuleSpec, numeric: boolean, protocol: number): string {
  const ports = protocol === 17 ? 'udp' : 'tcp';
  const matches = spec.matches.map((match) => matchText(match, numeric, ports)).join('');
  return `${spec.target.target === 'GOTO' ? '[goto] ' : ''}${matches}${targetText(spec.target, numeric)}`;
}

function lineOf(rule: Rule | undefined, number: number, { flags, nameOf }: Listing): string {
  if (rule === undefined) return '';
  const { numeric, verbose } = flags;
  const c = columnsOf(rule.spec, numeric, nameOf);
  const place = flags.lineNumbers ? `${String(number).padEnd(4)} ` : '';
  const counters = verbose ? `${countText(rule.packets, flags)}${countText(rule.bytes, flags)}` : '';
  const protocol = `${c.notProtocol ? '!' : ' '}${c.protocol.padEnd(4)}`;
  const devices = verbose ? `  ${c.in.padEnd(6)} ${c.out.padEnd(6)}` : '';
  const source = `${c.notSource ? '!' : ' '}${c.source.padEnd(19)}`;
  const destination = `${c.notDestination ? '!' : ' '}${c.destination.padEnd(19)}`;
  return `${place}${counters}${c.target.padEnd(9)} ${protocol} ${c.fragment}${devices} ${source} ${destination} ${wordsOf(rule.spec, numeric, c.protocolNumber)}\n`;
}

/** What `-v` prints of a rule that is added, deleted or looked for. */
export function changeText(spec: RuleSpec): string {
  const c = columnsOf(spec, true, () => null);
  const { protocolNumber, notProtocol } = c;
  const protocol = `${notProtocol ? '!' : ' '}${protocolNumber === 0 ? 'all' : protocolText(protocolNumber)}`;
  const ends = `${c.notSource ? '!' : ' '}${c.source} ${c.notDestination ? '!' : ' '}-> ${c.destination}`;
  return `${c.target} ${protocol} opt ${c.fragment} in ${c.in} out ${c.out} ${ends}  ${wordsOf(spec, false, protocolNumber)}\n`;
}

/** All of `-S`: policies and names of the chains, then their rules. */
export function specText(chains: readonly Chain[], number: number | null, verbose: boolean): string {
  const rules = chains.flatMap((chain) =>
    chain.rules.map((rule, i) => (number === null || number === i + 1 ? ruleText(chain.name, rule, verbose) : '')),
  );
  if (number !== null) return rules.join('');
  const heads = chains.map((chain) => {
    if (chain.policy === null) return `-N ${chain.name}\n`;
    return `-P ${chain.name} ${chain.policy}${verbose ? ` -c ${chain.packets} ${chain.bytes}` : ''}\n`;
  });
  return [...heads, ...rules].join('');
}

function ruleText(chain: string, { spec, packets, bytes }: Rule, verbose: boolean): string {
  const { matches, target } = formatParts(spec);
  const words = ['-A', chain, matches, verbose ? `-c ${packets} ${bytes}` : '', target];
  return `${words.filter((word) => word !== '').join(' ')}\n`;
}
