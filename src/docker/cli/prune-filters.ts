/** `--filter` of the prune commands (moby `daemon/prune.go`): older than, with labels, without. */
import type { Micros } from '../../sim/clock';
import { Failure, failed, type Outcome } from '../failure';
import type { Cli } from './command';
import { hasLabels, readFilters } from './filters';
import { momentOf } from './moment';

interface Prunable {
  readonly created: Micros;
  readonly labels: Readonly<Record<string, string>>;
}

const FILTERS = ['label', 'label!', 'until'];

/** Which things are meant, or what is wrong with the filters. */
export function pruneFilter(cli: Cli): Outcome<(thing: Prunable) => boolean> {
  const filters = readFilters(cli, FILTERS);
  if (failed(filters)) return filters;
  const [until] = filters['until'] ?? [];
  const limit = until === undefined ? Infinity : momentOf(until, cli.d.world.clock.now);
  if (limit === null) return new Failure('InvalidParameter', `failed to parse value as time or duration: "${until}"`);
  const without = filters['label!'];
  return ({ created, labels }) =>
    created <= limit && hasLabels(filters, labels) && (without === undefined || !hasLabels({ label: without }, labels));
}
