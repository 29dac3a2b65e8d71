/** `ip neigh` (ip/ipneigh.c). */
import { type Ipv4, parseIpv4, parsePrefix } from '../../../base/ipv4';
import { type Mac, parseMac } from '../../../base/mac';
import type { Link } from '../../../kernel/link/link';
import { NUD, type Nud } from '../../../kernel/neigh/neigh.machine';
import { neighAdd, neighDelete } from '../../../kernel/neigh/neighbour';
import { linkByName } from '../../../kernel/netns';
import { get } from '../../../sim/table';
import { Complaint, complained, netlinkAnswers, netlinkError, statusOf, unprivileged } from '../../complaint';
import type { Ip } from '../context';
import { type NeighSelection, selectedNeighbours, showNeighbours } from './show';
import { NEIGH_USAGE } from '../usage';
import { abbreviates, garbage, needed, noDevice, notA, take, type Words, wrong } from '../words';

/** Runs it; its exit status. */
export function ipNeigh(ip: Ip, words: Words): number {
  const verb = take(words) ?? 'show';
  const is = (...names: string[]) => names.some((name) => abbreviates(verb, name));
  if (is('add')) return statusOf(ip.sys, modify(ip, words, 'add'));
  if (is('change', 'chg')) return statusOf(ip.sys, modify(ip, words, 'change'));
  if (is('replace')) return statusOf(ip.sys, modify(ip, words, 'replace'));
  if (is('delete')) return statusOf(ip.sys, modify(ip, words, 'delete'));
  if (is('get')) return getOne(ip, words);
  if (is('show', 'lst', 'list')) {
    const selection = parseSelection(ip, words);
    if (complained(selection)) return statusOf(ip.sys, selection);
    ip.sys.out(showNeighbours(ip, selection));
    return 0;
  }
  if (is('flush')) return flush(ip, words);
  if (is('help')) return statusOf(ip.sys, NEIGH_USAGE);
  return statusOf(ip.sys, new Complaint(`Command "${verb}" is unknown, try "ip neigh help".\n`, 255));
}

function parseState(text: string): Nud | null {
  const upper = text.toUpperCase();
  return text === 'noarp' ? 'PERMANENT' : (NUD.find((nud) => nud === upper) ?? null);
}

function parseSelection(ip: Ip, words: Words): NeighSelection | Complaint {
  const selection: NeighSelection = { dev: null, to: null, states: null };
  for (let word = take(words); word !== null; word = take(words)) {
    const keyword =
      word === 'dev' || word === 'nud' || word === 'to' || word === 'master' || word === 'vrf' ? word : null;
    if (word === 'nomaster' || word === 'proxy' || word === 'unused') continue;
    if (keyword === null && abbreviates(word, 'help')) return NEIGH_USAGE;
    const value = keyword === null ? word : needed(words);
    if (complained(value)) return value;
    const complaint = select(ip, selection, keyword ?? 'to', value);
    if (complaint !== null) return complaint;
  }
  return selection;
}

function select(ip: Ip, selection: NeighSelection, keyword: string, value: string): Complaint | null {
  switch (keyword) {
    case 'dev':
      selection.dev = linkByName(ip.ns, value);
      return selection.dev === null ? noDevice(value) : null;
    case 'nud': {
      const state = parseState(value);
      if (state === null && value !== 'all') return wrong(value, 'nud state is bad');
      selection.states = state === null ? [...NUD] : [...(selection.states ?? []), state];
      return null;
    }
    case 'to':
      selection.to =
        value === 'all' || value === 'any' || value === 'default'
          ? { address: 0, length: 0 }
          : parsePrefix(value, true);
      return selection.to === null ? notA('any valid prefix', value) : null;
    default:
      return null;
  }
}

interface NeighRequest {
  ip: Ipv4 | null;
  dev: string | null;
  lladdr: Mac | null;
  nud: Nud | null;
}

function parseRequest(words: Words): NeighRequest | Complaint {
  const request: NeighRequest = { ip: null, dev: null, lladdr: null, nud: null };
  let badMac = false;
  for (let word = take(words); word !== null; word = take(words)) {
    if (['router', 'use', 'managed', 'extern_learn'].includes(word)) continue;
    const keyword = ['dev', 'lladdr', 'nud', 'to', 'protocol', 'proxy'].includes(word) ? word : null;
    if (keyword === null && abbreviates(word, 'help')) return NEIGH_USAGE;
    const value = keyword === null ? word : needed(words);
    if (complained(value)) return value;
    if (keyword === 'dev') request.dev = value;
    else if (keyword === 'lladdr') {
      request.lladdr = parseMac(value);
      badMac = request.lladdr === null;
    } else if (keyword === 'nud') {
      request.nud = parseState(value);
      if (request.nud === null) return wrong(value, 'nud state is bad');
    } else if (keyword !== 'protocol') {
      if (request.ip !== null) return garbage('to', value);
      request.ip = parseIpv4(value);
      if (request.ip === null) return notA('any valid address', value);
    }
  }
  if (request.dev === null || request.ip === null)
    return new Complaint('Device and destination are required arguments.\n', 255);
  return badMac ? netlinkError('Invalid link address.') : request;
}

function modify(ip: Ip, words: Words, verb: 'add' | 'change' | 'replace' | 'delete'): Complaint | null {
  const request = parseRequest(words);
  if (complained(request)) return request;
  const link = linkByName(ip.ns, request.dev ?? '');
  if (link === null) return noDevice(request.dev ?? '');
  const refused = unprivileged(ip.sys);
  if (refused !== null) return refused;
  const address = request.ip ?? 0;
  const known = get(link.neighbours, address);
  if (verb === 'delete') return known === undefined ? netlinkAnswers('ENOENT') : forget(link, address);
  if (verb === 'add' && known !== undefined) return netlinkAnswers('EEXIST');
  if (verb === 'change' && known === undefined) return netlinkAnswers('ENOENT');
  const nud = request.nud ?? 'PERMANENT';
  const lladdr = request.lladdr ?? known?.lladdr ?? null;
  if (lladdr === null && nud !== 'INCOMPLETE' && nud !== 'FAILED' && nud !== 'NONE') {
    // The kernel has made the entry by the time it looks at the address.
    neighAdd(ip.sys.k, ip.ns, link, address, null, 'NONE');
    return netlinkError('No link layer address given.');
  }
  neighAdd(ip.sys.k, ip.ns, link, address, lladdr, nud);
  return null;
}

function forget(link: Link, address: Ipv4): null {
  neighDelete(link, address);
  return null;
}

function getOne(ip: Ip, words: Words): number {
  const request = parseRequest(words);
  if (complained(request)) {
    const incomplete = request.text.startsWith('Device and destination');
    return statusOf(ip.sys, incomplete ? new Complaint('Device and address are required arguments.\n', 1) : request);
  }
  const link = linkByName(ip.ns, request.dev ?? '');
  if (link === null) return statusOf(ip.sys, noDevice(request.dev ?? ''));
  if (get(link.neighbours, request.ip ?? 0) === undefined)
    return statusOf(ip.sys, netlinkError('Neighbour entry not found.'));
  const all = showNeighbours(ip, { dev: null, to: { address: request.ip ?? 0, length: 32 }, states: [...NUD] });
  ip.sys.out(
    ip.options.json
      ? all
      : all
          .split(/(?<=\n)/)
          .filter((line) => line.includes(` dev ${link.name} `))
          .join(''),
  );
  return 0;
}

/** `ip neigh flush`: permanent entries stay unless they are asked for. */
function flush(ip: Ip, words: Words): number {
  if (words.at >= words.list.length) return statusOf(ip.sys, new Complaint('Flush requires arguments.\n', 1));
  const selection = parseSelection(ip, words);
  if (complained(selection)) return statusOf(ip.sys, selection);
  const states = selection.states ?? NUD.filter((nud) => nud !== 'PERMANENT');
  const doomed = selectedNeighbours(ip, { ...selection, states });
  if (doomed.length > 0 && unprivileged(ip.sys) !== null) {
    return statusOf(ip.sys, new Complaint('Failed to send flush request: Operation not permitted\n', 1));
  }
  for (const { link, neigh } of doomed) neighDelete(link, neigh.ip);
  if (ip.options.statistics > 0) {
    const tally = `\n*** Round 1, deleting ${doomed.length} entries ***\n*** Flush is complete after 1 round ***\n`;
    ip.sys.out(doomed.length === 0 ? 'Nothing to flush.\n' : tally);
  }
  return 0;
}
