/** The flags of `docker run` and `create` as the daemon's request (cli `command/container/opts.go`); a sentence where they contradict each other. */
import { parseMac } from '../../base/mac';
import type { EndpointSettings, HostConfig } from '../container/container';
import type { CreateRequest } from '../container/request';
import { isUserDefined } from '../network';
import type { Cli } from './command';
import { environmentFlags } from './environment';
import { boolFlag, hasFlag, listFlag, mapFlag, type Parsed, stringFlag } from './flags';
import { healthFlags } from './health-flags';
import { type NetworkAttachment, parseNetworkFlag } from './network-flag';
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
  const modes = [...listFlag(flags, 'network'), ...listFlag(flags, 'net')];
  const attachments = attachmentsOf(flags, modes, mac);
  if (typeof attachments === 'string') return attachments;
  const networkMode = attachments[0]!.target;
  const networks = endpointsOf(attachments, listFlag(flags, 'link'));
  if (Object.values(networks).some(({ macAddress }) => macAddress !== '') && !cli.d.profile.macPerNetwork)
    return `"specify mac-address per network" requires API version 1.44, but the Docker daemon API version is ${cli.d.profile.apiVersion}`;
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

function withAlias(link: string): string {
  return link.includes(':') ? link : `${link}:${link.slice(link.lastIndexOf('/') + 1)}`;
}

/** Every `--network`, and what the flags without a network of their own say of the first (`parseNetworkOpts`, `applyContainerOptions`); a sentence where they contradict each other. */
function attachmentsOf(flags: Parsed, modes: readonly string[], mac: string): NetworkAttachment[] | string {
  const aliases = [...listFlag(flags, 'network-alias'), ...listFlag(flags, 'net-alias')];
  const ip = stringFlag(flags, 'ip');
  const attachments: NetworkAttachment[] = [];
  for (const mode of modes.length === 0 ? ['default'] : modes) {
    const one = parseNetworkFlag(mode);
    if (typeof one === 'string') return one;
    if (attachments.length === 0) {
      const both = (flag: string, what: string) =>
        `conflicting options: cannot specify both --${flag} and per-network ${what}`;
      if (one.aliases.length > 0 && aliases.length > 0) return both('network-alias', 'alias');
      if (one.ipv4 !== '' && ip !== '') return both('ip', 'IPv4 address');
      if (one.macAddress !== '' && mac !== '') return both('mac-address', 'MAC address');
      one.aliases.push(...aliases);
      if (ip !== '') one.ipv4 = ip;
      if (mac !== '') one.macAddress = mac;
    }
    if (one.target.trim() === '') return 'no name set for network';
    if (one.aliases.length > 0 && !isUserDefined(one.target))
      return 'network-scoped aliases are only supported for user-defined networks';
    if (one.macAddress !== '' && parseMac(one.macAddress) === null)
      return `${one.macAddress} is not a valid mac address`;
    if (attachments.some(({ target }) => target === one.target))
      return `network "${one.target}" is specified multiple times`;
    attachments.push(one);
  }
  if (new Set(attachments.map(({ target }) => isUserDefined(target))).size > 1)
    return 'conflicting options: cannot attach both user-defined and non-user-defined network-modes';
  return attachments;
}

/** They as the daemon is told of them, by name; `--link` holds for the first. */
function endpointsOf(attachments: readonly NetworkAttachment[], links: readonly string[]): Record<string, Settings> {
  return Object.fromEntries(
    attachments.map(({ target, ipv4, aliases, macAddress, gatewayPriority, driverOptions }, index) => {
      const network = target === 'default' ? 'bridge' : target;
      const own = index === 0 && isUserDefined(network) ? links : [];
      const address = ipv4 === '' ? null : ipv4;
      return [
        network,
        { network, ipv4: address, aliases, links: own, macAddress, gatewayPriority, driverOptions, byConnect: false },
      ];
    }),
  );
}
