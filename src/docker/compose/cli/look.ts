/** `docker compose port`, `logs`, `top`, `images` and `version`. */
import { logText } from '../../../userland/container-log';
import { humanDuration } from '../../../userland/time';
import { boolFlag, hasFlag, stringFlag } from '../../cli/flags';
import { humanSize } from '../../cli/images';
import { tabulate } from '../../cli/table';
import { PS_COLUMNS, psRows } from '../../cli/top';
import { type Container, isRunning, shortId } from '../../container/container';
import { findImage } from '../../container/image';
import { portsOf } from '../../engine';
import { IMAGE_SIZE } from '../../inspect/image';
import { numberOf, projectContainers, serviceOf, VERSION } from '../run/labels';
import { follow, type LogStyle, printLines } from './attach';
import { type Command, command, type Context, doing, refuse } from './command';
import { readScope } from './project';

const WIDTH = 20;

/** The containers of the services asked for, by name. */
function asked({ d, args }: Context, project: string): Container[] {
  return projectContainers(d, project, true)
    .filter((container) => args.length === 0 || args.includes(serviceOf(container)))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

export const port: Command = command(
  'port',
  (context) => {
    const { sys, d, flags, args } = context;
    const [service = '', text = ''] = args;
    const number = Number(text);
    if (!/^\d+$/.test(text))
      return refuse(context, `strconv.ParseUint: parsing ${JSON.stringify(text)}: invalid syntax`);
    const read = readScope(context);
    if (typeof read === 'number') return read;
    const container = runningOf(context, read.scope.name, service);
    if (typeof container === 'string') return refuse(context, container);
    const protocol = stringFlag(flags, 'protocol', 'tcp');
    const ports = portsOf(d.engine, container);
    const found = ports.find((known) => known.port === `${number}/${protocol}`)?.bound[0];
    if (found !== undefined) {
      sys.out(`${found.hostIp}:${found.hostPort}\n`);
      return 0;
    }
    const known = ports.flatMap(({ port: inside, bound }) => {
      const kind = inside.split('/')[1] ?? 'tcp';
      return bound.length === 0 ? [`0/${kind}`] : bound.map(({ hostPort }) => `${hostPort}/${kind}`);
    });
    return refuse(context, `no port ${number}/${protocol} for container ${container.name}: ${known.join(', ')}`);
  },
  { min: 2 },
);

/** The running container of a service that `--index` names, or the first; a sentence where it does not run. */
export function runningOf({ d, flags }: Context, project: string, service: string): Container | string {
  const index = Number(stringFlag(flags, 'index', '0'));
  const running = projectContainers(d, project).filter(
    (container) => serviceOf(container) === service && isRunning(container),
  );
  if (running.length === 0) return `service ${JSON.stringify(service)} is not running`;
  if (index > 0)
    return (
      running.find((container) => numberOf(container) === index) ??
      `service ${JSON.stringify(service)} is not running container #${index}`
    );
  return running.sort((a, b) => numberOf(a) - numberOf(b))[0] ?? '';
}

export const logs: Command = command(
  'logs',
  (context) => {
    const { d, flags, args } = context;
    const read = readScope(context);
    if (typeof read === 'number') return read;
    const { name, services } = read.scope;
    const unknown = args.find((wanted) => !services.some((service) => service.name === wanted));
    if (unknown !== undefined) return refuse(context, `no such service: ${unknown}`);
    let state = doing(`logs ${name}`);
    const shown: Record<string, number> = {};
    const index = Number(stringFlag(flags, 'index', '0'));
    for (const container of asked(context, name).filter((one) => index === 0 || numberOf(one) === index)) {
      const text = logText(d.world.logs[container.id]);
      shown[container.id] = text.length;
      state = printLines(
        context,
        state,
        name,
        container,
        lastLines(text, stringFlag(flags, 'tail', 'all')),
        styleOf(context),
      );
    }
    return boolFlag(flags, 'follow') ? follow(context, { ...state, shown }, name, styleOf(context)) : 0;
  },
  {
    on: (context, state, event) =>
      event.type === 'signal' ? 130 : follow(context, state, state.phase.slice('logs '.length), styleOf(context)),
  },
);

function styleOf({ flags }: Context): LogStyle {
  return { prefix: !boolFlag(flags, 'no-log-prefix'), timestamps: boolFlag(flags, 'timestamps'), ends: false };
}

function lastLines(text: string, count: string): string {
  if (!/^\d+$/.test(count)) return text;
  return count === '0'
    ? ''
    : text
        .split(/(?<=\n)/)
        .slice(-Number(count))
        .join('');
}

export const top: Command = command('top', (context) => {
  const { sys, d } = context;
  const read = readScope(context);
  if (typeof read === 'number') return read;
  const rows = asked(context, read.scope.name)
    .filter(isRunning)
    .flatMap((container) => {
      const before = [serviceOf(container), `${numberOf(container)}`];
      return psRows(d, container).map((row) => [...before, ...row]);
    });
  if (rows.length > 0) sys.out(tabulate([['SERVICE', '#', ...PS_COLUMNS], ...rows]));
  return 0;
});

export const images: Command = command('images', (context) => {
  const { sys, d, flags } = context;
  const read = readScope(context);
  if (typeof read === 'number') return read;
  const rows = asked(context, read.scope.name).flatMap((container) => {
    const image =
      findImage(d.engine.images, container.config.imageId) ?? findImage(d.engine.images, container.config.image);
    return image === null ? [] : [{ container: container.name, image }];
  });
  if (boolFlag(flags, 'quiet')) {
    const ids = new Set(rows.map(({ image }) => shortId(image.id.replace('sha256:', ''))));
    sys.out([...ids].map((id) => `${id}\n`).join(''));
    return 0;
  }
  const created = `${humanDuration(d.world.clock.now)} ago`;
  const table = rows.map(({ container, image }) => {
    return [
      container,
      image.repository,
      image.tag,
      'linux/amd64',
      shortId(image.id.replace('sha256:', '')),
      humanSize(IMAGE_SIZE),
      created,
    ];
  });
  sys.out(tabulate([['CONTAINER', 'REPOSITORY', 'TAG', 'PLATFORM', 'IMAGE ID', 'SIZE', 'CREATED'], ...table], WIDTH));
  return 0;
});

export const version: Command = command(
  'version',
  ({ sys, flags }) => {
    const format = stringFlag(flags, 'format');
    if (boolFlag(flags, 'short')) sys.out(`${VERSION}-3\n`);
    else if (hasFlag(flags, 'format') && format === 'json') sys.out(`{"version":"${VERSION}-3"}\n`);
    else sys.out(`Docker Compose version ${VERSION}-3\n`);
    return 0;
  },
  { max: 0 },
);
