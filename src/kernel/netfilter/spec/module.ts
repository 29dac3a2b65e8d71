/** Extensions of iptables: each brings options of its own and makes of them a match or a target (libxtables, xtoptions.c). */
import { refuse } from './refusal';
import type { Names } from './values';

/** What an extension knows while its options are read. */
export interface Surroundings {
  readonly names: Names;
  /** `-p` so far. */
  readonly protocol: { readonly not: boolean; readonly protocol: number } | null;
}

export interface Option {
  readonly name: string;
  /** Other names for it. */
  readonly also?: readonly string[];
  /** How many words follow it. */
  readonly words: 0 | 1 | 2;
  /** It may stand behind `!`. */
  readonly not?: boolean;
  /** Options that may not stand beside it. */
  readonly excludes?: readonly string[];
  /** It has to be there. */
  readonly must?: boolean;
  /** What is said of it when it comes twice, in the place of the usual. */
  readonly twice?: string;
  readonly read: (words: readonly string[], not: boolean, at: Surroundings) => void;
}

export interface Module<T> {
  readonly name: string;
  readonly options: readonly Option[];
  /** What it comes to, once the whole command line is read. */
  readonly finish: (at: Surroundings) => T;
}

/** An extension in use, and which of its options have been given. */
export interface Loaded<T> {
  readonly module: Module<T>;
  readonly given: Set<string>;
}

/** Reads one option, after the checks that all have in common (`xtables_option_parse`). */
export function readOption(
  loaded: Loaded<unknown>,
  option: Option,
  words: readonly string[],
  not: boolean,
  at: Surroundings,
): void {
  const { module, given } = loaded;
  const complain = (what: string) => refuse(`${module.name}: option "--${option.name}" ${what}.\n`);
  if (given.has(option.name)) {
    if (option.twice !== undefined) refuse(option.twice);
    complain('can only be used once');
  }
  if (not && option.not !== true) complain('cannot be inverted');
  given.add(option.name);
  option.read(words, not, at);
}

/** What the extension comes to, after the checks of all its options together (`xtables_options_fcheck`). */
export function finishModule<T>({ module, given }: Loaded<T>, at: Surroundings): T {
  for (const { name, must, excludes } of module.options) {
    if (must === true && !given.has(name)) refuse(`${module.name}: option "--${name}" must be specified\n`);
    const other = given.has(name) ? excludes?.find((one) => given.has(one)) : undefined;
    if (other !== undefined) refuse(`${module.name}: option "--${name}" cannot be used together with "--${other}".\n`);
  }
  return module.finish(at);
}
