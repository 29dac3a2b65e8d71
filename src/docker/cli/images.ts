/** `docker images` (cli `command/image/list.go`). */
import { formatGoTime, humanDuration } from '../../userland/time';
import { findImage, type Image, withTag } from '../container/image';
import type { Daemon } from '../daemon';
import { failed } from '../failure';
import { IMAGE_CREATED, IMAGE_SIZE } from '../inspect/image';
import { AT_MOST_ONE, daemonError, simple } from './command';
import { passes, readFilters } from './filters';
import { boolFlag, stringFlag } from './flags';
import { formatRows, type Listing, type Row } from './format';

const LISTING: Listing = {
  typeName: '*formatter.imageContext',
  headers: {
    ID: 'IMAGE ID',
    Repository: 'REPOSITORY',
    Tag: 'TAG',
    Digest: 'DIGEST',
    CreatedSince: 'CREATED',
    CreatedAt: 'CREATED AT',
    Size: 'SIZE',
    Containers: 'CONTAINERS',
    VirtualSize: 'VIRTUAL SIZE',
    SharedSize: 'SHARED SIZE',
    UniqueSize: 'UNIQUE SIZE',
  },
  columns: ['Repository', 'Tag', 'ID', 'CreatedSince', 'Size'],
  id: 'ID',
  syntaxPrefix: 'template parsing error',
  executionPrefix: 'template parsing error',
};

const FILTERS = ['before', 'dangling', 'label', 'reference', 'since', 'until'];

export const images = simple('images', AT_MOST_ONE, 5_000, (cli) => {
  const { d, flags, args } = cli;
  const whole = boolFlag(flags, 'no-trunc');
  const [wanted] = args;
  const filters = readFilters(cli, FILTERS);
  if (failed(filters)) {
    daemonError(cli, filters.message);
    return 1;
  }
  const all = Object.values(d.engine.images).reverse();
  const placeOf = (ref: string) => all.findIndex(({ id }) => id === findImage(d.engine.images, ref)?.id);
  const shown = all.filter(
    (image, place) =>
      (wanted === undefined || image.repository === wanted || `${image.repository}:${image.tag}` === withTag(wanted)) &&
      passes(filters, 'reference', (value) => isReferredTo(image, value)) &&
      passes(filters, 'dangling', (value) => value === 'false' || value === '0') &&
      passes(filters, 'label', () => false) &&
      passes(filters, 'before', (value) => place > placeOf(value)) &&
      passes(filters, 'since', (value) => place < placeOf(value)),
  );
  const output = formatRows(
    LISTING,
    stringFlag(flags, 'format'),
    boolFlag(flags, 'quiet'),
    shown.map((image) => rowOf(d, image, whole)),
  );
  if ('error' in output) cli.sys.err(`${output.error}\n`);
  else cli.sys.out(output.text);
  return 'error' in output ? 1 : 0;
});

/** A pattern of shell wildcards over `REPOSITORY` or `REPOSITORY:TAG`. */
function isReferredTo({ repository, tag }: Image, pattern: string): boolean {
  const escaped = pattern
    .replace(/[.+^${}()|\\]/g, '\\$&')
    .replaceAll('*', '[^/]*')
    .replaceAll('?', '[^/]');
  const whole = new RegExp(`^${escaped}$`);
  return whole.test(repository) || whole.test(`${repository}:${tag}`);
}

function rowOf(d: Daemon, image: Image, whole: boolean): Row {
  return {
    fields: {
      ID: whole ? image.id : image.id.slice('sha256:'.length, 'sha256:'.length + 12),
      Repository: image.repository,
      Tag: image.tag,
      Digest: '<none>',
      CreatedSince: `${humanDuration(d.world.clock.now - IMAGE_CREATED)} ago`,
      CreatedAt: formatGoTime(IMAGE_CREATED, false),
      Size: humanSize(IMAGE_SIZE),
      Containers: 'N/A',
      VirtualSize: humanSize(IMAGE_SIZE),
      SharedSize: 'N/A',
      UniqueSize: 'N/A',
    },
  };
}

/** So many significant digits and a decimal unit (docker/go-units `HumanSizeWithPrecision`). */
export function humanSize(bytes: number, precision = 3): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let size = bytes;
  let unit = 0;
  while (size >= 1000 && unit < units.length - 1) {
    size /= 1000;
    unit++;
  }
  return `${Number(size.toPrecision(precision))}${units[unit] ?? ''}`;
}
