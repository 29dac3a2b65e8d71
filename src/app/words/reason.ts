/** A decision of the simulation as a sentence of the reader's language. */
import type { ReasonView } from '../../inspect/view';
import { lookUp } from './words.svelte';

/** ICMP's own names of the errors that a kernel sends (RFC 792, RFC 1812). */
const ICMP_ERRORS: Readonly<Record<string, string>> = {
  '3 0': 'Net unreachable',
  '3 1': 'Host unreachable',
  '3 2': 'Protocol unreachable',
  '3 3': 'Port unreachable',
  '3 4': 'Fragmentation needed',
  '3 9': 'Net prohibited',
  '3 10': 'Host prohibited',
  '3 13': 'Administratively prohibited',
  '5 0': 'Redirect for network',
  '5 1': 'Redirect for host',
  '11 0': 'Time to live exceeded',
  '11 1': 'Fragment reassembly time exceeded',
};

/** A key that the catalogue lacks is shown as it is, with what it says: better bare than hidden. */
export function reasonSentence({ key, params }: ReasonView): string {
  const name = ICMP_ERRORS[`${params['type'] ?? ''} ${params['code'] ?? ''}`] ?? 'ICMP';
  const bare = () =>
    `${key}: ${Object.entries(params)
      .map(([field, value]) => `${field} ${value}`)
      .join(', ')}`;
  return lookUp(key, { name, ...params }) ?? bare();
}
