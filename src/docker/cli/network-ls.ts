/** `docker network ls`. */
import { shortId } from '../container/container';
import { networksOf } from '../engine';
import { NONE, simple } from './command';
import { naturalOrder, tabulate } from './table';

export const networkLs = simple('network ls', NONE, 5_000, ({ sys, d }) => {
  const rows = networksOf(d.engine)
    .sort((a, b) => naturalOrder(a.name, b.name))
    .map(({ id, name, driver, scope }) => [shortId(id), name, driver, scope]);
  sys.out(tabulate([['NETWORK ID', 'NAME', 'DRIVER', 'SCOPE'], ...rows]));
  return 0;
});
