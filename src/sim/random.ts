/** Seeded random numbers whose state is a plain array in the world (xoroshiro128+, from pure-rand). */
import { xoroshiro128plus, xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';

export interface Random {
  state: readonly number[];
}

export function createRandom(seed: number): Random {
  return { state: xoroshiro128plus(seed).getState() };
}

/** 32 random bits, as an unsigned number. */
export function randomU32(random: Random): number {
  const generator = xoroshiro128plusFromState(random.state);
  const bits = generator.next() >>> 0;
  random.state = generator.getState();
  return bits;
}

/** A whole number from 0 to `below` - 1. */
export function randomBelow(random: Random, below: number): number {
  return Math.floor((randomU32(random) / 0x100000000) * below);
}

/** `digits` lower-case hexadecimal digits. */
export function randomHex(random: Random, digits: number): string {
  let text = '';
  while (text.length < digits) text += randomU32(random).toString(16).padStart(8, '0');
  return text.slice(0, digits);
}
