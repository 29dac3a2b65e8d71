/** `docker system df` (cli `command/system/df.go`): only images take room in a simulation. */
import type { Daemon } from '../daemon';
import { isRunning } from '../container/container';
import type { Image } from '../container/image';
import { containersOf } from '../engine';
import { IMAGE_SIZE } from '../inspect/image';
import { NONE, simple } from './command';
import { stringFlag } from './flags';
import { formatRows, type Listing, type Row } from './format';
import { humanSize } from './images';

const LISTING: Listing = {
  typeName: '*formatter.diskUsageContext',
  headers: { Type: 'TYPE', TotalCount: 'TOTAL', Active: 'ACTIVE', Size: 'SIZE', Reclaimable: 'RECLAIMABLE' },
  columns: ['Type', 'TotalCount', 'Active', 'Size', 'Reclaimable'],
  id: 'Type',
  syntaxPrefix: 'template parsing error',
  executionPrefix: 'template parsing error',
};

export const diskUsage = simple('system df', NONE, 20_000, ({ d, sys, flags }) => {
  const output = formatRows(LISTING, stringFlag(flags, 'format'), false, [
    imagesRow(d),
    row('Containers', containersOf(d.engine).length, containersOf(d.engine).filter(isRunning).length, '0B', '0B'),
    row('Local Volumes', 0, 0, '0B', '0B'),
    row('Build Cache', 0, 0, '0B', '0B'),
  ]);
  if ('error' in output) sys.err(`${output.error}\n`);
  else sys.out(output.text);
  return 'error' in output ? 1 : 0;
});

function row(type: string, total: number, active: number, size: string, reclaimable: string): Row {
  return { fields: { Type: type, TotalCount: `${total}`, Active: `${active}`, Size: size, Reclaimable: reclaimable } };
}

/** Images with the same files share a layer; what a container uses of a shared one counts as nobody's. */
function imagesRow(d: Daemon): Row {
  const images = Object.values(d.engine.images);
  const used = images.filter((image) =>
    containersOf(d.engine).some((container) => container.config.imageId === image.id),
  );
  const sharers = (image: Image) => images.filter((other) => layerOf(other) === layerOf(image)).length;
  const size = new Set(images.map(layerOf)).size * IMAGE_SIZE;
  const free = size - used.filter((image) => sharers(image) === 1).length * IMAGE_SIZE;
  const percent = size === 0 ? '' : ` (${Math.floor((free * 100) / size)}%)`;
  return row('Images', images.length, used.length, humanSize(size, 4), `${humanSize(free, 4)}${percent}`);
}

function layerOf({ files }: Image): string {
  return JSON.stringify(files);
}
