/** `ip link show`. */
import { complained, type Complaint } from '../../complaint';
import type { Ip } from '../context';
import { printBriefLink, printLink } from './print';
import { selectedLinks, type Selection } from './selection';
import { listing } from '../twin';

/** The listing as text. */
export function showLinks(ip: Ip, selection: Selection): string | Complaint {
  const links = selectedLinks(ip, selection);
  if (complained(links)) return links;
  return listing(
    links.map((link) => (ip.options.brief ? printBriefLink(ip, link) : printLink(ip, link, true))),
    ip.options,
  );
}
