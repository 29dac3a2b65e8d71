/** `docker history`: every image is one layer that was imported, and has a name. */
import { formatTime, humanDuration } from '../../userland/time';
import { findImage, withTag } from '../container/image';
import { IMAGE_CREATED, IMAGE_SIZE } from '../inspect/image';
import { daemonError, ONE, simple } from './command';
import { boolFlag, stringFlag } from './flags';
import { formatRows, type Listing } from './format';
import { humanSize } from './images';

const LISTING: Listing = {
  typeName: '*image.historyContext',
  headers: {
    ID: 'IMAGE',
    CreatedSince: 'CREATED',
    CreatedAt: 'CREATED AT',
    CreatedBy: 'CREATED BY',
    Size: 'SIZE',
    Comment: 'COMMENT',
  },
  columns: ['ID', 'CreatedSince', 'CreatedBy', 'Size', 'Comment'],
  id: 'ID',
  syntaxPrefix: 'template parsing error',
  executionPrefix: 'template parsing error',
};

export const history = simple('image history', ONE, 5_000, (cli) => {
  const { d, sys, flags } = cli;
  const [ref = ''] = cli.args;
  const image = findImage(d.engine.images, ref);
  if (image === null) {
    daemonError(cli, `No such image: ${withTag(ref)}`);
    return 1;
  }
  const digits = image.id.slice('sha256:'.length);
  const created = formatTime(IMAGE_CREATED);
  const words = flags.values['human']?.[0] !== 'false';
  const fields = {
    ID: boolFlag(flags, 'no-trunc') ? image.id : digits.slice(0, 12),
    CreatedSince: words ? `${humanDuration(d.world.clock.now - IMAGE_CREATED)} ago` : created,
    CreatedAt: created,
    CreatedBy: '',
    Size: words ? humanSize(IMAGE_SIZE) : `${IMAGE_SIZE}`,
    Comment: 'Imported from -',
  };
  const output = formatRows(LISTING, stringFlag(flags, 'format'), boolFlag(flags, 'quiet'), [{ fields }]);
  if ('error' in output) sys.err(`${output.error}\n`);
  else sys.out(output.text);
  return 'error' in output ? 1 : 0;
});
