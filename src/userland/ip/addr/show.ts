/** `ip addr show` (ip/ipaddress.c, `print_addrinfo`). */
import { contains, formatIpv4 } from '../../../base/ipv4';
import type { Address, Link } from '../../../kernel/link/link';
import { complained, type Complaint } from '../../complaint';
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
      return options.brief ? brief(ip, link, addresses) : full(ip, link, addresses);
    });
  return listing(records, options);
}

/** A link without addresses is shown where no family is asked for; one with addresses where one of them matches. */
function isShown(ip: Ip, link: Link, selection: Selection): boolean {
  if (ip.options.family === 'link') return true;
  if (link.addresses.length === 0) return ip.options.family === null;
  return matching(ip, link, selection).length > 0;
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

function full(ip: Ip, link: Link, addresses: readonly Address[]): Twin {
  const { options } = ip;
  const record = options.oneline && !options.json && options.family !== 'link' ? twin() : printLink(ip, link, false);
  const info: JsonObject[] = [];
  for (const address of addresses) {
    const line = addressLine(ip, link, address);
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

function brief(ip: Ip, link: Link, addresses: readonly Address[]): Twin {
  const record = printBrief(ip, link);
  record.json['addr_info'] = addresses.map((own) => ({ local: formatIpv4(own.address), prefixlen: own.length }));
  record.text += `${addresses.map((own) => `${formatIpv4(own.address)}/${own.length} `).join('')}\n`;
  return record;
}
