/** `ip link` (ip/iplink.c). */
import { deleteLink } from '../../../kernel/rtnetlink';
import { linkByName } from '../../../kernel/netns';
import { Complaint, complained, netlinkAnswers, statusOf, unprivileged } from '../../complaint';
import type { Ip } from '../context';
import { addLink } from './add';
import { setLink } from './set';
import { showLinks } from './show';
import { kindUsage } from './kind-usage';
import { parseSelection } from './selection';
import { LINK_USAGE } from '../usage';
import { abbreviates, garbage, INCOMPLETE, needed, noDevice, peek, take, type Words, wrong } from '../words';

/** Runs it; its exit status. */
export function ipLink(ip: Ip, words: Words): number {
  const verb = take(words) ?? 'show';
  const is = (...names: string[]) => names.some((name) => abbreviates(verb, name));
  if (is('add')) return statusOf(ip.sys, addLink(ip, words));
  if (is('set') || is('change')) return statusOf(ip.sys, setLink(ip, words));
  if (is('delete')) return statusOf(ip.sys, removeLink(ip, words));
  if (is('show', 'lst', 'list')) {
    const selection = parseSelection(ip, words, LINK_USAGE);
    const text = complained(selection) ? selection : showLinks(ip, selection);
    if (complained(text)) return statusOf(ip.sys, text);
    ip.sys.out(text);
    return 0;
  }
  if (is('help')) return help(ip, words);
  return statusOf(ip.sys, new Complaint(`Command "${verb}" is unknown, try "ip link help".\n`, 255));
}

function help(ip: Ip, words: Words): number {
  const kind = peek(words);
  const usage = kind === null ? null : kindUsage(kind);
  if (usage === null) return statusOf(ip.sys, LINK_USAGE);
  ip.sys.out(usage);
  return 0;
}

function removeLink(ip: Ip, words: Words): Complaint | null {
  let name: string | null = null;
  for (let word = take(words); word !== null; word = take(words)) {
    if (word === 'type') {
      const value = needed(words);
      if (complained(value)) return value;
      break;
    }
    if (abbreviates(word, 'help')) return LINK_USAGE;
    const value = word === 'dev' ? take(words) : word;
    if (value === null) return INCOMPLETE;
    if (word === 'group') return wrong(value, 'Invalid "group" value\n');
    if (name !== null) return garbage('dev', value);
    name = value;
  }
  if (name === null) return new Complaint('Not enough information: "dev" argument is required.\n', 255);
  const link = linkByName(ip.ns, name);
  if (link === null) return noDevice(name);
  const refused = unprivileged(ip.sys);
  if (refused !== null) return refused;
  if (link.kind === 'loopback') return netlinkAnswers('EOPNOTSUPP');
  deleteLink(ip.sys.world.netns, ip.ns, link);
  return null;
}
