/** Every command there is. */
import type { Command } from './command';
import { exec } from './exec';
import { networkLs } from './network-ls';
import { ps } from './ps';
import { rm } from './rm';
import { create, run } from './run';

export const COMMANDS: readonly Command[] = [run, create, exec, ps, rm, networkLs];

/** Words that only lead to other commands. */
export const GROUPS: readonly string[] = ['container', 'image', 'network', 'system'];
