/** `ip addr add|replace|del|flush` (ip/ipaddress.c, `ipaddr_modify`). */
import { broadcast, formatIpv4, isLoopback, parseIpv4, parsePrefix, type Prefix } from '../../../base/ipv4';
import type { Address, Link } from '../../../kernel/link/link';
import { linkByName } from '../../../kernel/netns';
import { addAddress, deleteAddress } from '../../../kernel/rtnetlink';
import { Complaint, complained, netlinkAnswers, netlinkError, statusOf, unprivileged } from '../../complaint';
import { matching } from './show';
import type { Ip } from '../context';
import { parseScope, parseSelection, selectedLinks } from '../link/selection';
import { ADDRESS_USAGE } from '../usage';
import { abbreviates, garbage, needed, noDevice, notA, take, type Words, wrong } from '../words';

interface AddressRequest {
  prefix: Prefix | null;
  /** Whether the text said how long the prefix is. */
  lengthGiven: boolean;
  dev: string | null;
  broadcast: number | '+' | '-' | null;
  label: string | null;
  scope: Address['scope'] | null;
}

export function changeAddress(ip: Ip, words: Words, verb: 'add' | 'replace' | 'delete'): Complaint | null {
  const request = parseAddressRequest(words);
  if (complained(request)) return request;
  const { prefix } = request;
  if (request.dev === null) return new Complaint('Not enough information: "dev" argument is required.\n', 1);
  const link = linkByName(ip.ns, request.dev);
  if (verb === 'delete' && prefix !== null && !request.lengthGiven) ip.sys.err(wildcardWarning(prefix));
  if (link === null) return noDevice(request.dev);
  const refused = unprivileged(ip.sys);
  if (refused !== null) return refused;
  if (prefix === null) return netlinkAnswers('EOPNOTSUPP');
  return verb === 'delete' ? remove(ip, link, prefix, request.lengthGiven) : add(ip, link, prefix, request, verb);
}

function wildcardWarning(prefix: Prefix): string {
  return [
    'Warning: Executing wildcard deletion to stay compatible with old scripts.',
    `         Explicitly specify the prefix length (${formatIpv4(prefix.address)}/32) to avoid this warning.`,
    '         This special behaviour is likely to disappear in further releases,',
    '         fix your scripts!\n',
  ].join('\n');
}

function parseAddressRequest(words: Words): AddressRequest | Complaint {
  const request: AddressRequest = {
    prefix: null,
    lengthGiven: false,
    dev: null,
    broadcast: null,
    label: null,
    scope: null,
  };
  for (let word = take(words); word !== null; word = take(words)) {
    const keyword = ['dev', 'label', 'scope', 'local', 'metric', 'valid_lft', 'preferred_lft'].includes(word)
      ? word
      : abbreviates(word, 'broadcast') || word === 'brd'
        ? 'broadcast'
        : null;
    if (keyword === null && abbreviates(word, 'help')) return ADDRESS_USAGE;
    const value = keyword === null ? word : needed(words);
    if (complained(value)) return value;
    const complaint = requestValue(request, keyword ?? 'local', value);
    if (complaint !== null) return complaint;
  }
  return request;
}

function requestValue(request: AddressRequest, keyword: string, value: string): Complaint | null {
  switch (keyword) {
    case 'dev':
      request.dev = value;
      return null;
    case 'label':
      request.label = value;
      return null;
    case 'scope':
      request.scope = parseScope(value);
      return request.scope === null ? wrong(value, 'invalid scope value.') : null;
    case 'broadcast':
      request.broadcast = value === '+' || value === '-' ? value : parseIpv4(value);
      return request.broadcast === null ? notA('inet address', value) : null;
    case 'local':
      if (request.prefix !== null) return garbage('local', value);
      request.prefix = parsePrefix(value, true);
      request.lengthGiven = value.includes('/');
      return request.prefix === null ? notA('any valid prefix', value) : null;
    default:
      return null;
  }
}

function add(ip: Ip, link: Link, prefix: Prefix, request: AddressRequest, verb: 'add' | 'replace'): Complaint | null {
  const scope = request.scope ?? (isLoopback(prefix.address) ? 'host' : 'global');
  const brd = request.broadcast === '+' ? broadcast(prefix) : request.broadcast === '-' ? null : request.broadcast;
  const errno = addAddress(ip.ns, link, prefix, {
    scope,
    broadcast: brd,
    ...(request.label === null ? {} : { label: request.label }),
  });
  if (errno === null || (verb === 'replace' && errno === 'EEXIST')) return null;
  return errno === 'EEXIST' ? netlinkError('ipv4: Address already assigned.') : netlinkAnswers(errno);
}

function remove(ip: Ip, link: Link, prefix: Prefix, exact: boolean): Complaint | null {
  const own = link.addresses.find(
    (address) => address.address === prefix.address && (!exact || address.length === prefix.length),
  );
  if (own === undefined || deleteAddress(ip.ns, link, own) !== null) return netlinkError('ipv4: Address not found.');
  return null;
}

/** `ip addr flush`: every address that the selection leaves. */
export function flushAddresses(ip: Ip, words: Words): number {
  if (words.list.length === words.at) return statusOf(ip.sys, new Complaint('Flush requires arguments.\n', 1));
  const selection = parseSelection(ip, words, ADDRESS_USAGE);
  const links = complained(selection) ? selection : selectedLinks(ip, selection);
  if (complained(selection)) return statusOf(ip.sys, selection);
  if (complained(links)) return statusOf(ip.sys, links);
  if (links.some((link) => matching(ip, link, selection).length > 0) && unprivileged(ip.sys) !== null) {
    return statusOf(ip.sys, new Complaint('Failed to send flush request: Operation not permitted\n', 255));
  }
  let deleted = 0;
  for (const link of links) {
    for (const address of matching(ip, link, selection)) if (deleteAddress(ip.ns, link, address) === null) deleted++;
  }
  if (ip.options.statistics > 0)
    ip.sys.out(
      deleted === 0
        ? 'Nothing to flush.\n'
        : `\n*** Round 1, deleting ${deleted} addresses ***\n*** Flush is complete after 1 round ***\n`,
    );
  return 0;
}
