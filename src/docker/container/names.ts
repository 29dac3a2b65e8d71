/** A name for a container that was given none: an adjective and somebody of science (moby `pkg/namesgenerator`). */
import { get } from '../../sim/table';
import { randomBelow } from '../../sim/random';
import type { Daemon } from '../daemon';

const LEFT = [
  'admiring',
  'brave',
  'clever',
  'dazzling',
  'eager',
  'festive',
  'gracious',
  'happy',
  'inspiring',
  'jolly',
  'keen',
  'lucid',
  'modest',
  'nifty',
  'optimistic',
  'peaceful',
  'quirky',
  'relaxed',
  'serene',
  'trusting',
  'upbeat',
  'vibrant',
  'wonderful',
  'youthful',
  'zealous',
];
const RIGHT = [
  'archimedes',
  'bohr',
  'curie',
  'darwin',
  'euler',
  'fermat',
  'galileo',
  'hopper',
  'jang',
  'kepler',
  'lovelace',
  'maxwell',
  'noether',
  'perlman',
  'ramanujan',
  'shannon',
  'turing',
  'villani',
  'wescoff',
  'yalow',
  'zhukovsky',
];

export function randomName(d: Daemon): string {
  for (let retry = 0; ; retry++) {
    const name = `${LEFT[randomBelow(d.k.random, LEFT.length)] ?? ''}_${RIGHT[randomBelow(d.k.random, RIGHT.length)] ?? ''}${retry === 0 ? '' : `${randomBelow(d.k.random, 10)}`}`;
    if (get(d.engine.names, name) === undefined) return name;
  }
}
