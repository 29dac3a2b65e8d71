/** `ip addr show` (ip/ipaddress.c, `print_addrinfo`). */
import { contains, formatIpv4 } from '../../../base/ipv4';
import type { Address, Link } from '../../../kernel/link/link';
import { complained, type Complaint } from '../../complaint';
import { hasLoopbackIpv6 } from '../../ipv6';
import { type Ip, newline } from '../context';
import { printBrief, printLink } from '../link/print';
import { selectedLinks, type Selection } from '../link/selection';
import { both, type JsonObject, listing, type Twin, twin } from '../twin';

const FOREVER = 0xffffffff;

/** The listing as text. */
export function showAddresses(ip: Ip, selection: Selection): string | Complaint {
  const links = selectedLinks(ip, selection);
  if (complained(links)) return links;
  const { options } = ip;
  const records = links
    .filter((link) => isShown(ip, link, selection))
    .map((link) => {
      const addresses = options.family === 'link' ? [] : matching(ip, link, selection);
      const ipv6 = options.family !== 'link' && showsIpv6(ip, link, selection);
      return options.brief ? brief(ip, link, addresses, ipv6) : full(ip, link, addresses, ipv6);
    });
  return listing(records, options);
}

/** A link without addresses is shown where no family is asked for; one with addresses where one of them matches. */
function isShown(ip: Ip, link: Link, selection: Selection): boolean {
  if (ip.options.family === 'link') return true;
  if (showsIpv6(ip, link, selection)) return true;
  if (link.addresses.length === 0) return ip.options.family === null;
  return matching(ip, link, selection).length > 0;
}

/** Whether `::1` of a lo is shown: it has no label, and lies in no IPv4 subnet. */
function showsIpv6(ip: Ip, link: Link, selection: Selection): boolean {
  const { family } = ip.options;
  if (family !== null && family !== 'inet6') return false;
  const { to, scope, label, secondary } = selection;
  return (
    to === null &&
    label === null &&
    secondary !== true &&
    (scope === null || scope === 'host') &&
    hasLoopbackIpv6(ip.ns, link)
  );
}

/** The addresses of a link that a selection leaves. */
export function matching(ip: Ip, link: Link, selection: Selection): Address[] {
  if (ip.options.family === 'inet6') return [];
  return link.addresses.filter(
    (own) =>
      (selection.to === null || (own.length >= selection.to.length && contains(selection.to, own.address))) &&
      (selection.scope === null || own.scope === selection.scope) &&
      (selection.label === null || own.label === selection.label) &&
      (selection.secondary === null || own.secondary === selection.secondary),
  );
}

function full(ip: Ip, link: Link, addresses: readonly Address[], ipv6: boolean): Twin {
  const { options } = ip;
  const record = options.oneline && !options.json && options.family !== 'link' ? twin() : printLink(ip, link, false);
  const info: JsonObject[] = [];
  for (const address of addresses) {
    const line = addressLine(ip, link, address);
    record.text += line.text;
    info.push(line.json);
  }
  if (ipv6) {
    const line = ipv6Line(ip, link);
    record.text += line.text;
    info.push(line.json);
  }
  if (options.family !== 'link') record.json['addr_info'] = info;
  return record;
}

function addressLine(ip: Ip, link: Link, address: Address): Twin {
  const line = twin();
  if (ip.options.oneline) line.text += `${link.ifindex}: ${link.name}`;
  both(line, 'family', 'inet', '    inet ');
  both(line, 'local', formatIpv4(address.address), formatIpv4(address.address));
  both(line, 'prefixlen', address.length, `/${address.length} `);
  if (address.broadcast !== null)
    both(line, 'broadcast', formatIpv4(address.broadcast), `brd ${formatIpv4(address.broadcast)} `);
  both(line, 'scope', address.scope, `scope ${address.scope} `);
  if (address.secondary) both(line, 'secondary', true, 'secondary ');
  both(line, 'label', address.label, address.label);
  both(line, 'valid_life_time', FOREVER, `${newline(ip)}       valid_lft forever`);
  both(line, 'preferred_life_time', FOREVER, ' preferred_lft forever');
  line.text += '\n';
  return line;
}

function ipv6Line(ip: Ip, link: Link): Twin {
  const line = twin();
  if (ip.options.oneline) line.text += `${link.ifindex}: ${link.name}`;
  both(line, 'family', 'inet6', '    inet6 ');
  both(line, 'local', '::1', '::1');
  both(line, 'prefixlen', 128, '/128 ');
  both(line, 'scope', 'host', 'scope host ');
  both(line, 'valid_life_time', FOREVER, `${newline(ip)}       valid_lft forever`);
  both(line, 'preferred_life_time', FOREVER, ' preferred_lft forever');
  line.text += '\n';
  return line;
}

function brief(ip: Ip, link: Link, addresses: readonly Address[], ipv6: boolean): Twin {
  const record = printBrief(ip, link);
  const shown = addresses.map((own) => ({ local: formatIpv4(own.address), prefixlen: own.length }));
  if (ipv6) shown.push({ local: '::1', prefixlen: 128 });
  record.json['addr_info'] = shown;
  record.text += `${shown.map((own) => `${own.local}/${own.prefixlen} `).join('')}\n`;
  return record;
}
