/** NetworkSettings of `docker inspect`. */
import { formatIpv4 } from '../../base/ipv4';
import { get } from '../../sim/table';
import { type Container, type EndpointSettings, isRunning } from '../container/container';
import { namesOn } from '../controller';
import type { Daemon } from '../daemon';
import type { Endpoint } from '../endpoint';
import { findNetwork, portsOf, sandboxOf } from '../engine';
import { GoMap, type GoStruct, type GoValue, mapOf, NIL_MAP, NIL_SLICE } from '../gotemplate/value';
import { isUserDefined } from '../network';
import { hostPortText } from '../port';
import type { ProfileName } from '../profile';
import { type Fields, orNil, shape, struct } from './shape';

const ORDER_28 =
  `Bridge SandboxID SandboxKey Ports HairpinMode LinkLocalIPv6Address LinkLocalIPv6PrefixLen SecondaryIPAddresses SecondaryIPv6Addresses
EndpointID Gateway GlobalIPv6Address GlobalIPv6PrefixLen IPAddress IPPrefixLen IPv6Gateway MacAddress Networks`.split(
    /\s+/,
  );
const ORDER_20_10 =
  `Bridge SandboxID HairpinMode LinkLocalIPv6Address LinkLocalIPv6PrefixLen Ports SandboxKey SecondaryIPAddresses SecondaryIPv6Addresses
EndpointID Gateway GlobalIPv6Address GlobalIPv6PrefixLen IPAddress IPPrefixLen IPv6Gateway MacAddress Networks`.split(
    /\s+/,
  );
const ENDPOINT_28 =
  `IPAMConfig Links Aliases MacAddress DriverOpts GwPriority NetworkID EndpointID Gateway IPAddress IPPrefixLen IPv6Gateway GlobalIPv6Address
GlobalIPv6PrefixLen DNSNames`.split(/\s+/);
const ENDPOINT_20_10 =
  `IPAMConfig Links Aliases NetworkID EndpointID Gateway IPAddress IPPrefixLen IPv6Gateway GlobalIPv6Address GlobalIPv6PrefixLen MacAddress
DriverOpts`.split(/\s+/);

const ORDER: Readonly<Record<ProfileName, readonly string[]>> = { '20.10': ORDER_20_10, '28': ORDER_28 };
const ENDPOINT_ORDER: Readonly<Record<ProfileName, readonly string[]>> = { '20.10': ENDPOINT_20_10, '28': ENDPOINT_28 };

export function networkSettingsOf(d: Daemon, container: Container, api: ProfileName): GoStruct {
  const sandbox = sandboxOf(d.engine, container);
  const own = sandbox !== null && sandbox.container === container.id;
  const last = d.profile.keepsSandboxId ? container.lastSandbox : null;
  const id = own ? sandbox.id : (last?.id ?? '');
  const key = own ? sandbox.key : (last?.key ?? '');
  const onBridge = endpointIn(d, container.networks['bridge']);
  const networks = Object.entries(container.networks).map(([name, settings]): [string, GoValue] => [
    name,
    endpointSettings(d, container, name, settings, api),
  ]);
  return shape('*container.NetworkSettings', ORDER[api], {
    Bridge: '',
    SandboxID: id,
    SandboxKey: key === '' ? '' : `/var/run/docker/netns/${key}`,
    Ports: new GoMap(isRunning(container) ? portsMap(d, container) : {}, 'nat.Port'),
    HairpinMode: false,
    LinkLocalIPv6Address: '',
    LinkLocalIPv6PrefixLen: 0,
    SecondaryIPAddresses: NIL_SLICE,
    SecondaryIPv6Addresses: NIL_SLICE,
    EndpointID: onBridge?.id ?? '',
    ...addressFields(onBridge),
    MacAddress: onBridge?.mac ?? '',
    Networks: new GoMap(Object.fromEntries(networks)),
  });
}

function endpointIn(d: Daemon, settings: EndpointSettings | undefined): Endpoint | null {
  return settings?.endpoint == null ? null : (get(d.engine.endpoints, settings.endpoint) ?? null);
}

function addressFields(endpoint: Endpoint | null): Fields {
  return {
    Gateway: endpoint?.gateway == null ? '' : formatIpv4(endpoint.gateway),
    IPAddress: endpoint?.address == null ? '' : formatIpv4(endpoint.address.address),
    IPPrefixLen: endpoint?.address?.length ?? 0,
    IPv6Gateway: '',
    GlobalIPv6Address: '',
    GlobalIPv6PrefixLen: 0,
  };
}

const IPAM_FIELDS = ['IPv4Address', 'IPv6Address', 'LinkLocalIPs'];

function ipamConfigOf({ ipv4 }: EndpointSettings): Fields {
  return { IPv4Address: ipv4 ?? '', IPv6Address: '', LinkLocalIPs: NIL_SLICE };
}

function endpointSettings(
  d: Daemon,
  container: Container,
  name: string,
  settings: EndpointSettings,
  api: ProfileName,
): GoStruct {
  const endpoint = endpointIn(d, settings);
  const network =
    get(d.engine.networks, settings.networkId) ?? (settings.byConnect ? findNetwork(d.engine, name) : null);
  const everyName = network === null || !isUserDefined(name) ? [] : namesOn(d, container, network, settings);
  const known = settings.networkId !== '' || (settings.byConnect && network !== null);
  const aliases =
    d.profile.aliasesHoldId && known && isUserDefined(name)
      ? [
          ...settings.aliases,
          ...everyName.filter((other) => other !== container.name && !settings.aliases.includes(other)),
        ]
      : settings.aliases;
  return shape('*network.EndpointSettings', ENDPOINT_ORDER[api], {
    IPAMConfig:
      settings.ipv4 !== null || (settings.byConnect && settings.ipv4FromSwarm === undefined)
        ? struct('*network.EndpointIPAMConfig', ipamConfigOf(settings), {}, IPAM_FIELDS)
        : null,
    Links: orNil(settings.links),
    Aliases: settings.byConnect ? aliases : orNil(aliases),
    MacAddress: endpoint?.mac ?? '',
    DriverOpts:
      settings.byConnect || Object.keys(settings.driverOptions).length > 0 ? mapOf(settings.driverOptions) : NIL_MAP,
    GwPriority: settings.gatewayPriority,
    NetworkID: settings.networkId,
    EndpointID: endpoint?.id ?? '',
    ...addressFields(endpoint),
    DNSNames: d.profile.aliasesHoldId ? NIL_SLICE : orNil(everyName),
  });
}

/** Exposed ports, and where each is published. */
function portsMap(d: Daemon, container: Container): Record<string, GoValue> {
  const map: Record<string, GoValue> = {};
  for (const { port, bound } of portsOf(d.engine, container)) {
    map[port] = orNil(
      bound.map((outside) => struct('nat.PortBinding', { HostIp: outside.hostIp, HostPort: hostPortText(outside) })),
    );
  }
  return map;
}
