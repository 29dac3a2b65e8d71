/** The words of an iproute2 command line, taken one by one, and the complaints about them (lib/utils.c). */
import { Complaint } from '../complaint';

export interface Words {
  readonly list: readonly string[];
  at: number;
}

export function wordsOf(list: readonly string[]): Words {
  return { list, at: 0 };
}

/** The next word, which is left where it is; null at the end. */
export function peek(words: Words): string | null {
  return words.list[words.at] ?? null;
}

/** The next word; null at the end. */
export function take(words: Words): string | null {
  return words.list[words.at++] ?? null;
}

/** The word that a keyword needs behind it. */
export function needed(words: Words): string | Complaint {
  return take(words) ?? INCOMPLETE;
}

/** Whether a word is a keyword or the beginning of it (`matches`). */
export function abbreviates(word: string, keyword: string): boolean {
  return word !== '' && keyword.startsWith(word);
}

export const INCOMPLETE = new Complaint('Command line is not complete. Try option "help"\n', 255);

/** `invarg`. */
export function wrong(word: string, why: string): Complaint {
  return new Complaint(`Error: argument "${word}" is wrong: ${why}\n`, 255);
}

/** `duparg2`. */
export function garbage(keyword: string, word: string): Complaint {
  return new Complaint(`Error: either "${keyword}" is duplicate, or "${word}" is a garbage.\n`, 255);
}

/** `duparg`. */
export function duplicate(keyword: string, word: string): Complaint {
  return new Complaint(`Error: duplicate "${keyword}": "${word}" is the second value.\n`, 255);
}

/** `nodev`. */
export function noDevice(name: string): Complaint {
  return new Complaint(`Cannot find device "${name}"\n`, 1);
}

/** `get_prefix` and `get_addr` where a text is no address. */
export function notA(what: string, text: string): Complaint {
  return new Complaint(`Error: ${what} is expected rather than "${text}".\n`, 1);
}

/** A number of `bits` bits that is not negative, decimal or with C's 0x; null where it is none. */
export function unsigned(text: string, bits: number): number | null {
  if (!/^(0x[0-9a-f]+|\d+)$/i.test(text)) return null;
  const value = Number(text);
  return value < 2 ** bits ? value : null;
}

/** `check_ifname`. */
export function isInterfaceName(name: string): boolean {
  return name !== '' && name.length <= 15 && !/[/\s]/.test(name);
}
