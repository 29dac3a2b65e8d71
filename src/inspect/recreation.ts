/** The commands that would make a container again as it is: its ports are given when it is made, and at no other time. */
import { type Container, shortId } from '../docker/container/container';
import type { Engine } from '../docker/engine';
import type { PortBinding } from '../docker/port';

/** `docker run` in two halves, a port's `-p` goes between them; and what comes after. */
export interface Recreation {
  readonly run: string;
  readonly image: string;
  readonly then: readonly string[];
}

const COMPOSE = 'com.docker.compose.project';

/** Null for a container of a compose file: there the file says what is published. */
export function recreation(engine: Engine, container: Container): Recreation | null {
  const { config, hostConfig, restart, name } = container;
  if (COMPOSE in config.labels) return null;
  const { networkMode } = hostConfig;
  const first = container.networks[networkMode] ?? container.networks['bridge'];
  const image = Object.values(engine.images).find(({ id }) => id === config.imageId);
  const [entry, ...arguments_] = config.entrypoint;
  const ownEntry = config.entrypoint.join('\n') !== (image?.entrypoint ?? []).join('\n');
  const ownCommand = ownEntry || config.cmd.join('\n') !== (image?.cmd ?? []).join('\n');
  const words = [
    'docker run',
    config.detached ? '-d' : '',
    config.openStdin && config.tty ? '-it' : config.openStdin ? '-i' : config.tty ? '-t' : '',
    hostConfig.autoRemove ? '--rm' : '',
    flag('name', name),
    networkMode === 'default' ? '' : flag('network', networkMode),
    first?.ipv4 == null ? '' : flag('ip', first.ipv4),
    ...(first?.aliases ?? []).map((alias) => flag('network-alias', alias)),
    [shortId(container.id), ''].includes(config.hostname) ? '' : flag('hostname', config.hostname),
    flag('mac-address', config.macAddress),
    flag('user', config.user),
    flag('workdir', config.workingDir),
    restart.name === 'no' ? '' : flag('restart', restartText(restart)),
    hostConfig.privileged ? '--privileged' : '',
    hostConfig.publishAll ? '-P' : '',
    ownEntry ? flag('entrypoint', entry ?? '') : '',
    ...config.env.map((value) => `-e ${quoted(value)}`),
    ...Object.entries(config.labels).map(([key, value]) => flag('label', `${key}=${value}`)),
    ...hostConfig.dns.map((value) => flag('dns', value)),
    ...hostConfig.extraHosts.map((value) => flag('add-host', value)),
    ...hostConfig.links.map((value) => flag('link', value)),
    ...hostConfig.capAdd.map((value) => flag('cap-add', value)),
    ...hostConfig.capDrop.map((value) => flag('cap-drop', value)),
    ...hostConfig.portBindings.map((binding) => `-p ${portText(binding)}`),
  ];
  const command = ownCommand ? [...(ownEntry ? arguments_ : []), ...config.cmd] : [];
  const others = Object.entries(container.networks).filter(([, settings]) => settings !== first);
  return {
    run: words.filter((word) => word !== '').join(' '),
    image: [config.image, ...command].map(quoted).join(' '),
    then: others.map(([network, { ipv4, aliases }]) =>
      [
        'docker network connect',
        ipv4 === null ? '' : flag('ip', ipv4),
        ...aliases.map((alias) => flag('alias', alias)),
        network,
        name,
      ]
        .filter((word) => word !== '')
        .join(' '),
    ),
  };
}

/** A word as a shell reads it whole. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

const flag = (name: string, value: string): string => (value === '' ? '' : `--${name} ${quoted(value)}`);

function restartText({ name, maximumRetryCount }: Container['restart']): string {
  return name === 'on-failure' && maximumRetryCount > 0 ? `${name}:${maximumRetryCount}` : name;
}

/** `127.0.0.1:8080:80/udp`, what is usual left out. */
function portText({ hostIp, hostPort, hostPortEnd, containerPort, protocol }: PortBinding): string {
  const range = hostPortEnd > hostPort ? `${hostPort}-${hostPortEnd}` : `${hostPort}`;
  const from = hostPort === 0 ? '' : `${range}:`;
  const address = hostIp === '' ? '' : `${hostIp}:${from === '' ? ':' : ''}`;
  return `${address}${from}${containerPort}${protocol === 'tcp' ? '' : `/${protocol}`}`;
}
