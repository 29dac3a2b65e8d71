/** Which links and addresses a listing shows (`link_filter` of ip/ipaddress.c). */
import { parsePrefix, type Prefix } from '../../../base/ipv4';
import type { Address, Link } from '../../../kernel/link/link';
import { linkByName, linksInOrder } from '../../../kernel/netns';
import { Complaint, complained } from '../../complaint';
import type { Ip } from '../context';
import { abbreviates, garbage, needed, notA, take, type Words, wrong } from '../words';

export interface Selection {
  dev: string | null;
  up: boolean;
  /** A bridge's name; '' for none. */
  master: string | null;
  type: string | null;
  to: Prefix | null;
  scope: Address['scope'] | null;
  label: string | null;
  secondary: boolean | null;
}

function everything(): Selection {
  return { dev: null, up: false, master: null, type: null, to: null, scope: null, label: null, secondary: null };
}

/** Reads a selection; `usage` is what `help` gives. */
export function parseSelection(ip: Ip, words: Words, usage: Complaint): Selection | Complaint {
  const selection = everything();
  for (let word = take(words); word !== null; word = take(words)) {
    const complaint = selectWord(ip, words, word, selection, usage);
    if (complaint !== null) return complaint;
  }
  return selection;
}

function selectWord(ip: Ip, words: Words, word: string, selection: Selection, usage: Complaint): Complaint | null {
  switch (word) {
    case 'up':
      selection.up = true;
      return null;
    case 'nomaster':
      selection.master = '';
      return null;
    case 'primary':
    case 'secondary':
      selection.secondary = word === 'secondary';
      return null;
    case 'permanent':
      return null;
    case 'to':
    case 'scope':
    case 'label':
    case 'master':
    case 'type':
    case 'dev': {
      const value = needed(words);
      return complained(value) ? value : selectValue(ip, word, value, selection);
    }
    default:
      if (abbreviates(word, 'help')) return usage;
      return selectValue(ip, 'dev', word, selection);
  }
}

function selectValue(ip: Ip, keyword: string, value: string, selection: Selection): Complaint | null {
  switch (keyword) {
    case 'to': {
      const prefix = parsePrefix(value, true);
      if (prefix === null) return notA('any valid prefix', value);
      selection.to = prefix;
      return null;
    }
    case 'scope': {
      const scope = parseScope(value);
      if (scope === null && value !== 'all') return wrong(value, 'invalid "scope"\n');
      selection.scope = scope;
      return null;
    }
    case 'label':
      selection.label = value;
      return null;
    case 'master':
      if (linkByName(ip.ns, value) === null) return wrong(value, 'Device does not exist\n');
      selection.master = value;
      return null;
    case 'type':
      selection.type = value;
      return null;
    default:
      if (selection.dev !== null) return garbage('dev', value);
      selection.dev = value;
      return null;
  }
}

export function parseScope(text: string): Address['scope'] | null {
  switch (text) {
    case 'global':
    case '0':
      return 'global';
    case 'link':
    case '253':
      return 'link';
    case 'host':
    case '254':
      return 'host';
    default:
      return null;
  }
}

/** The links that a selection leaves, in order. */
export function selectedLinks(ip: Ip, selection: Selection): Link[] | Complaint {
  if (selection.dev !== null && linkByName(ip.ns, selection.dev) === null) {
    return new Complaint(`Device "${selection.dev}" does not exist.\n`, 1);
  }
  const master = selection.master === null || selection.master === '' ? null : linkByName(ip.ns, selection.master);
  return linksInOrder(ip.ns).filter(
    (link) =>
      (selection.dev === null || link.name === selection.dev) &&
      (!selection.up || link.up) &&
      (selection.type === null || isOfType(link, selection.type)) &&
      (selection.master === null || link.master === (master?.id ?? null)),
  );
}

function isOfType(link: Link, type: string): boolean {
  return type === 'bridge_slave' ? link.master !== null : link.kind !== 'loopback' && link.kind === type;
}
