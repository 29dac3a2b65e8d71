/** `docker images` (cli `command/image/list.go`). */
import { formatGoTime, humanDuration } from '../../userland/time';
import { type Image, withTag } from '../container/image';
import type { Daemon } from '../daemon';
import { IMAGE_CREATED, IMAGE_SIZE } from '../inspect/image';
import { AT_MOST_ONE, simple } from './command';
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

export const images = simple('images', AT_MOST_ONE, 5_000, (cli) => {
  const { d, flags, args } = cli;
  const whole = boolFlag(flags, 'no-trunc');
  const [wanted] = args;
  const shown = Object.values(d.engine.images)
    .reverse()
    .filter(
      (image) =>
        wanted === undefined || image.repository === wanted || `${image.repository}:${image.tag}` === withTag(wanted),
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
