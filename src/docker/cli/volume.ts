/** `docker volume ls`: there are no volumes. */
import { NONE, simple } from './command';
import { boolFlag } from './flags';
import { tabulate } from './table';

export const volumeLs = simple('volume ls', NONE, 5_000, ({ sys, flags }) => {
  if (!boolFlag(flags, 'quiet')) sys.out(tabulate([['DRIVER', 'VOLUME NAME']]));
  return 0;
});
