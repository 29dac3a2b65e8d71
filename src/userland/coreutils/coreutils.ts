/** The small programs of every machine and image. */
import type { Program } from '../program';
import { directoryPrograms } from './directories';
import { cat, ls } from './files';
import { filterPrograms } from './filters';
import { hostname } from './hostname';
import { ps } from './ps';
import { sayPrograms } from './say';
import { sleep } from './sleep';
import { testPrograms } from './test';
import { timeout } from './timeout';
import { which } from './which';
import { whoPrograms } from './who';

export const coreutilsPrograms: readonly Program[] = [
  cat,
  ls,
  hostname,
  ps,
  sleep,
  timeout,
  which,
  ...directoryPrograms,
  ...sayPrograms,
  ...testPrograms,
  ...filterPrograms,
  ...whoPrograms,
];
