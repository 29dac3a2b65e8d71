/** `-m addrtype` (extensions/libxt_addrtype.c). */
import { ADDRESS_TYPES, type AddressTypes, type Match } from '../netfilter';
import type { Module, Option } from './module';
import { refuse } from './refusal';
import { parseNames } from './values';

export function addrtype(): Module<Match> {
  let src: AddressTypes | null = null;
  let dst: AddressTypes | null = null;
  let limit: 'in' | 'out' | null = null;
  const types = (text: string) => parseNames(text, ADDRESS_TYPES, (word) => refuse(`addrtype: bad type "${word}"`));
  const limitOption = (name: 'in' | 'out', other: string): Option => ({
    name: `limit-iface-${name}`,
    words: 0,
    excludes: [other],
    read: () => (limit = name),
  });
  return {
    name: 'addrtype',
    options: [
      { name: 'src-type', words: 1, not: true, read: ([text = ''], not) => (src = { not, types: types(text) }) },
      { name: 'dst-type', words: 1, not: true, read: ([text = ''], not) => (dst = { not, types: types(text) }) },
      limitOption('in', 'limit-iface-out'),
      limitOption('out', 'limit-iface-in'),
    ],
    finish: () => {
      if (src === null && dst === null) refuse('addrtype: you must specify --src-type or --dst-type');
      return { match: 'addrtype', src, dst, limit };
    },
  };
}
