/** What differs between engine versions, as data: nothing else asks which version it is. Sources: moby v20.10.24 and v28.5.2. */

export type ProfileName = '20.10' | '28';

interface Release {
  readonly version: string;
  readonly commit: string;
}

/** What else `docker version` names. */
export interface Components {
  readonly go: string;
  readonly commit: string;
  readonly built: string;
  readonly containerd: Release;
  readonly runc: Release;
  readonly init: Release;
}

export interface EngineProfile {
  readonly name: ProfileName;
  readonly version: string;
  readonly apiVersion: string;
  readonly minimumApiVersion: string;
  readonly components: Components;
  /** The address of a container's interface: spelled from its IPv4 address, or drawn anew at every start. */
  readonly containerMac: 'from-ip' | 'random';
  /** A new bridge's address: `02:42:` and four random octets, or a random local one. */
  readonly bridgeMac: '02:42' | 'random';
  /** Unasked ARP requests for its own address that an interface sends when it appears, a second apart. */
  readonly gratuitousArps: number;
  /** Which default pool a new network gets: the next behind the one given last, or the lowest that is free. */
  readonly poolOrder: 'ring' | 'lowest';
  /** Whether the first and the last address of a subnet are never given, even where the subnet has no others. */
  readonly tinySubnets: boolean;
  /** Whether a subnet may be given with host bits. */
  readonly subnetHostBits: boolean;
  /** Whether the interface is made in the host and moved in, keeping its number, or made in the sandbox. */
  readonly vethMovedIn: boolean;
  /** Whether a VXLAN link is made and unmade before the first overlay network. */
  readonly probesVxlan: boolean;
  /** Whether the number of a disconnected ethN is given again while the container runs. */
  readonly reusesInterfaceNames: boolean;
  /** Whether an endpoint's options name its interface and set its sysctls. */
  readonly readsInterfaceOptions: boolean;
  /** An internal network's containers have a default route nevertheless. */
  readonly internalDefaultRoute: boolean;
  /** A container that is left on an internal network alone has its ports published there, by proxies without rules. */
  readonly publishesOnInternal: boolean;
  /** IPv6 stays on in a container, but for its ethN. */
  readonly loopbackIpv6: boolean;
  /** Where the resolver asks servers that came from the host's resolv.conf. */
  readonly upstreamFrom: 'container' | 'host';
  /** What a client hears when no server answers or one refuses. */
  readonly upstreamFailure: 'silence' | 'SERVFAIL';
  readonly chains: 'forward' | 'docker-forward';
  /** Packets to a published container's own address from beyond its bridge are dropped in raw. */
  readonly directAccessDropped: boolean;
  /** Masquerading of a container that reaches itself by its published port, though a proxy runs. */
  readonly hairpinMasquerade: boolean;
  /** Whether the default bridge's gateway shows in its IPAM configuration of a fresh engine. */
  readonly defaultBridgeGatewayShown: boolean;
  /** The shape of resolv.conf and the lines of /etc/hosts. */
  readonly resolvConfComments: boolean;
  readonly hostsMulticast: { readonly localnet: string; readonly prefix: string };
  /** NetworkMode as inspect shows it where none was asked for. */
  readonly defaultNetworkMode: string;
  /** A stopped container still shows the sandbox it had. */
  readonly keepsSandboxId: boolean;
  /** The short id and the host name are aliases; otherwise inspect lists them under DNSNames. */
  readonly aliasesHoldId: boolean;
  /** A network says whether it has IPv4. */
  readonly knowsEnableIpv4: boolean;
  /** Leaving a network takes every line with the container's name out of /etc/hosts, not only the one of that network. */
  readonly hostsForgottenByName: boolean;
  /** Host ports in descending order, or ascending. */
  readonly portOrder: 'descending' | 'ascending';
  /** A parent interface may carry several macvlan networks. */
  readonly sharesParents: boolean;
  /** ipvlan networks have a mode l3s and a flag. */
  readonly knowsIpvlanFlags: boolean;
  /** A driver may say that a network needs no address set aside for a gateway. */
  readonly asksForGateway: boolean;
  /** The names whose addresses are looked up for a pull: family order a name. */
  readonly registryLookups: readonly (readonly [name: string, first: 'A' | 'AAAA'])[];
  /** A MAC address can be asked for per network (API 1.44). */
  readonly macPerNetwork: boolean;
  /** Whether a container's addresses and networks are looked at when it is created, or only when it starts. */
  readonly checksEndpointsAtCreate: boolean;
  /** A container may be created on several networks at once. */
  readonly severalNetworksAtCreate: boolean;
  /** A bridge network may take over the bridge of another. */
  readonly sharesBridges: boolean;
  /** A bridge network says how its containers are reached from beyond it, and which interfaces it trusts. */
  readonly knowsGatewayModes: boolean;
}

const ENGINE_20_10: EngineProfile = {
  name: '20.10',
  version: '20.10.24+dfsg1',
  apiVersion: '1.41',
  minimumApiVersion: '1.12',
  components: {
    go: 'go1.19.8',
    commit: '5d6db84',
    built: 'Thu May  7 21:09:36 2026',
    containerd: { version: '1.6.20~ds1', commit: '1.6.20~ds1-1+deb12u3' },
    runc: { version: '1.1.5+ds1', commit: '1.1.5+ds1-1+deb12u1' },
    init: { version: '0.19.0', commit: '' },
  },
  containerMac: 'from-ip',
  bridgeMac: '02:42',
  gratuitousArps: 0,
  poolOrder: 'ring',
  tinySubnets: false,
  subnetHostBits: true,
  vethMovedIn: true,
  probesVxlan: true,
  reusesInterfaceNames: false,
  readsInterfaceOptions: false,
  internalDefaultRoute: true,
  publishesOnInternal: true,
  loopbackIpv6: false,
  upstreamFrom: 'container',
  upstreamFailure: 'silence',
  chains: 'forward',
  directAccessDropped: false,
  hairpinMasquerade: true,
  defaultBridgeGatewayShown: false,
  resolvConfComments: false,
  hostsMulticast: { localnet: 'fe00::0', prefix: 'ff00::0' },
  defaultNetworkMode: 'default',
  keepsSandboxId: true,
  aliasesHoldId: true,
  knowsEnableIpv4: false,
  hostsForgottenByName: true,
  portOrder: 'descending',
  sharesParents: false,
  knowsIpvlanFlags: false,
  asksForGateway: false,
  registryLookups: [
    ['docker.io', 'AAAA'],
    ['registry-1.docker.io', 'A'],
  ],
  macPerNetwork: false,
  checksEndpointsAtCreate: false,
  severalNetworksAtCreate: false,
  sharesBridges: true,
  knowsGatewayModes: false,
};

const ENGINE_28: EngineProfile = {
  name: '28',
  version: '28.5.2+dfsg4',
  apiVersion: '1.51',
  minimumApiVersion: '1.24',
  components: {
    go: 'go1.27.1',
    commit: '3ef3c07c883be49a2e8097bcf6d2952fce1d70eb',
    built: 'Tue Sep 15 11:02:57 2026',
    containerd: { version: '2.1.9+unknown', commit: '' },
    runc: { version: '1.3.6+ds1', commit: '1.3.6+ds1-1' },
    init: { version: '0.19.0', commit: '' },
  },
  containerMac: 'random',
  bridgeMac: 'random',
  gratuitousArps: 3,
  poolOrder: 'lowest',
  tinySubnets: true,
  subnetHostBits: false,
  vethMovedIn: false,
  probesVxlan: false,
  reusesInterfaceNames: true,
  readsInterfaceOptions: true,
  internalDefaultRoute: false,
  publishesOnInternal: false,
  loopbackIpv6: true,
  upstreamFrom: 'host',
  upstreamFailure: 'SERVFAIL',
  chains: 'docker-forward',
  directAccessDropped: true,
  hairpinMasquerade: false,
  defaultBridgeGatewayShown: true,
  resolvConfComments: true,
  hostsMulticast: { localnet: 'fe00::', prefix: 'ff00::' },
  defaultNetworkMode: 'bridge',
  keepsSandboxId: false,
  aliasesHoldId: false,
  knowsEnableIpv4: true,
  hostsForgottenByName: false,
  portOrder: 'ascending',
  sharesParents: true,
  knowsIpvlanFlags: true,
  asksForGateway: true,
  registryLookups: [['registry-1.docker.io', 'A']],
  macPerNetwork: true,
  checksEndpointsAtCreate: true,
  severalNetworksAtCreate: true,
  sharesBridges: false,
  knowsGatewayModes: true,
};

export const PROFILES: Readonly<Record<ProfileName, EngineProfile>> = { '20.10': ENGINE_20_10, '28': ENGINE_28 };
