/** The filters that a shell pipes into, by name. */
import type { Program } from '../program';
import { awk } from './awk/awk';
import { cut, tr } from './columns';
import { head, headEnough, tail } from './ends';
import { type Enough, type Filter, filterProgram } from './filter';
import { grep, grepEnough } from './grep';
import { nl, rev, tac } from './lines';
import { sed } from './sed';
import { sort } from './sort';
import { uniq, wc } from './wc';

export const filters: Readonly<Record<string, Filter>> = {
  grep,
  sed,
  sort,
  head,
  tail,
  wc,
  uniq,
  tr,
  cut,
  awk,
  tac,
  rev,
  nl,
};

/** What some of them need of what they read. */
const ENOUGH: Readonly<Record<string, Enough>> = { head: headEnough, grep: grepEnough };

export const filterPrograms: readonly Program[] = Object.entries(filters).map(([name, filter]) =>
  filterProgram(name, filter, ENOUGH[name]),
);
