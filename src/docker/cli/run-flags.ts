/** The flags of `docker run` and `create` as the daemon's request (cli `command/container/opts.go`); a sentence where they contradict each other. */
import { parseMac } from '../../base/mac';
import type { EndpointSettings, HostConfig } from '../container/container';
import type { CreateRequest } from '../container/request';
import { isUserDefined } from '../network';
import type { Cli } from './command';
import { environmentFlags } from './environment';
import { boolFlag, hasFlag, listFlag, mapFlag, type Parsed, stringFlag } from './flags';
import { healthFlags } from './health-flags';
import { parsePorts, parseExpose } from './ports';
import { parseRestartPolicy } from '../container/restart-policy';

type Settings = Omit<EndpointSettings, 'networkId' | 'endpoint'>;

export function createRequest(cli: Cli): CreateRequest | string {
  const { flags, args } = cli;
  const [image = '', ...cmd] = args;
  const ports = parsePorts(listFlag(flags, 'publish'));
  if (typeof ports === 'string') return ports;
  const exposed = parseExpose(listFlag(flags, 'expose'));
  if (typeof exposed === 'string') return exposed;
  const mac = stringFlag(flags, 'mac-address');
  if (mac !== '' && parseMac(mac) === null) return `${mac} is not a valid mac address`;
  const healthcheck = healthFlags(flags);
  if (typeof healthcheck === 'string') return healthcheck;
  const env = environmentFlags(cli);
  if (typeof env === 'string') return env;
  const restart = stringFlag(flags, 'restart', 'no');
  if (parseRestartPolicy(restart) === 'format')
    return 'invalid restart policy format: maximum retry count must be an integer';
  if (boolFlag(flags, 'rm') && restart !== 'no' && restart !== '')
    return 'conflicting options: cannot specify both --restart and --rm';
  if (mac !== '' && !cli.d.profile.macPerNetwork)
    return `"specify mac-address per network" requires API version 1.44, but the Docker daemon API version is ${cli.d.profile.apiVersion}`;
  const modes = [...listFlag(flags, 'network'), ...listFlag(flags, 'net')];
  const networkMode = modes.length === 0 ? 'default' : networkName(modes[0]!);
  const networks = endpointsOf(flags, modes, mac);
  if (typeof networks === 'string') return networks;
  const hostConfig: HostConfig = {
    networkMode,
    portBindings: ports,
    publishAll: boolFlag(flags, 'publish-all'),
    autoRemove: boolFlag(flags, 'rm'),
    dns: listFlag(flags, 'dns'),
    dnsSearch: listFlag(flags, 'dns-search'),
    dnsOptions: [...listFlag(flags, 'dns-option'), ...listFlag(flags, 'dns-opt')],
    extraHosts: listFlag(flags, 'add-host').map((entry) => entry.replace(/^([^:=]+)[:=]/, '$1:')),
    links: isUserDefined(networkMode) ? [] : listFlag(flags, 'link').map(withAlias),
    capAdd: listFlag(flags, 'cap-add'),
    capDrop: listFlag(flags, 'cap-drop'),
    privileged: boolFlag(flags, 'privileged'),
  };
  return {
    name: stringFlag(flags, 'name').replace(/^\//, ''),
    image,
    cmd,
    entrypoint: hasFlag(flags, 'entrypoint') ? [stringFlag(flags, 'entrypoint')].filter((word) => word !== '') : null,
    config: {
      hostname: stringFlag(flags, 'hostname'),
      domainname: stringFlag(flags, 'domainname'),
      env,
      labels: mapFlag(flags, 'label'),
      exposed: [...exposed],
      detached: boolFlag(flags, 'detach') || cli.called.endsWith('create'),
      tty: boolFlag(flags, 'tty'),
      openStdin: boolFlag(flags, 'interactive'),
      macAddress: mac,
      workingDir: stringFlag(flags, 'workdir'),
      user: stringFlag(flags, 'user'),
      ...(healthcheck === undefined ? {} : { healthcheck }),
      ...(hasFlag(flags, 'stop-signal') ? { stopSignal: stringFlag(flags, 'stop-signal') } : {}),
      ...(hasFlag(flags, 'stop-timeout') ? { stopTimeout: Number(stringFlag(flags, 'stop-timeout')) } : {}),
    },
    hostConfig,
    restart,
    networks,
  };
}

/** `NAME` or `name=NAME,alias=A,ip=1.2.3.4,gw-priority=1`. */
function networkName(text: string): string {
  return networkFields(text)['name'] ?? text;
}

function networkFields(text: string): Record<string, string> {
  if (!text.includes('=')) return { name: text };
  return Object.fromEntries(
    text.split(',').map((field) => [field.slice(0, field.indexOf('=')), field.slice(field.indexOf('=') + 1)]),
  );
}

function withAlias(link: string): string {
  return link.includes(':') ? link : `${link}:${link.slice(link.lastIndexOf('/') + 1)}`;
}

/** The settings of every `--network`; the flags without a network of their own hold for the first. */
function endpointsOf(flags: Parsed, modes: readonly string[], mac: string): Record<string, Settings> | string {
  const aliases = [...listFlag(flags, 'network-alias'), ...listFlag(flags, 'net-alias')];
  const ip = stringFlag(flags, 'ip');
  const names = modes.map(networkName);
  if (names.length > 1 && names.some((name) => !isUserDefined(name))) {
    return 'conflicting options: cannot attach both user-defined and non-user-defined network-modes';
  }
  if (aliases.length > 0 && !isUserDefined(names[0] ?? 'default') && names.length > 0)
    return 'network-scoped aliases are only supported for user-defined networks';
  if (aliases.length > 0 && names.length === 0)
    return 'network-scoped aliases are only supported for user-defined networks';
  const settings: Record<string, Settings> = {};
  (modes.length === 0 ? ['bridge'] : modes).forEach((mode, index) => {
    const fields = networkFields(mode);
    const name = fields['name'] === 'default' ? 'bridge' : (fields['name'] ?? mode);
    if (name.startsWith('container:')) return;
    const first = index === 0;
    const links = first && isUserDefined(name) ? listFlag(flags, 'link') : [];
    settings[name] = {
      network: name,
      ipv4: fields['ip'] ?? (first && ip !== '' ? ip : null),
      aliases: first
        ? [...aliases, ...(fields['alias'] === undefined ? [] : [fields['alias']])]
        : fields['alias'] === undefined
          ? []
          : [fields['alias']],
      links,
      macAddress: fields['mac-address'] ?? (first ? mac : ''),
      gatewayPriority: Number(fields['gw-priority'] ?? 0),
      driverOptions: {},
      byConnect: false,
    };
  });
  return settings;
}
