/** `ip addr` (ip/ipaddress.c, `do_ipaddr`). */
import { Complaint, complained, statusOf } from '../../complaint';
import { changeAddress, flushAddresses } from './change';
import { showAddresses } from './show';
import type { Ip } from '../context';
import { parseSelection } from '../link/selection';
import { ADDRESS_USAGE } from '../usage';
import { abbreviates, take, type Words } from '../words';

/** Runs it; its exit status. */
export function ipAddress(ip: Ip, words: Words): number {
  const verb = take(words) ?? 'show';
  const is = (...names: string[]) => names.some((name) => abbreviates(verb, name));
  if (is('add')) return statusOf(ip.sys, changeAddress(ip, words, 'add'));
  if (is('change', 'chg')) return statusOf(ip.sys, changeAddress(ip, words, 'replace'));
  if (is('replace')) return statusOf(ip.sys, changeAddress(ip, words, 'replace'));
  if (is('delete')) return statusOf(ip.sys, changeAddress(ip, words, 'delete'));
  if (is('show', 'lst', 'list')) {
    const selection = parseSelection(ip, words, ADDRESS_USAGE);
    const text = complained(selection) ? selection : showAddresses(ip, selection);
    if (complained(text)) return statusOf(ip.sys, text);
    ip.sys.out(text);
    return 0;
  }
  if (is('flush')) return flushAddresses(ip, words);
  if (is('help')) return statusOf(ip.sys, ADDRESS_USAGE);
  return statusOf(ip.sys, new Complaint(`Command "${verb}" is unknown, try "ip address help".\n`, 255));
}
