/** The filters that a shell pipes into, by name. */
import type { Program } from '../program';
import { cut, tr } from './columns';
import { head, tail } from './ends';
import { type Filter, filterProgram } from './filter';
import { grep } from './grep';
import { sed } from './sed';
import { sort } from './sort';
import { uniq, wc } from './wc';

export const filters: Readonly<Record<string, Filter>> = { grep, sed, sort, head, tail, wc, uniq, tr, cut };

export const filterPrograms: readonly Program[] = Object.entries(filters).map(([name, filter]) =>
  filterProgram(name, filter),
);
