/** The `-o` options of a bridge network (moby `drivers/bridge/labels.go`). */
import type { Daemon } from '../daemon';
import { Failure, type Outcome } from '../failure';
import type { Network } from '../network';

/** How the containers are reached from beyond their bridge, and how they speak there (`gateway_mode_ipv4`). */
export type GatewayMode = (typeof GATEWAY_MODES)[number];

const GATEWAY_MODES = ['nat', 'nat-unprotected', 'routed', 'isolated'] as const;

export interface BridgeOptions {
  readonly bridgeName: string;
  readonly icc: boolean;
  readonly masquerade: boolean;
  readonly hostBinding: string | null;
  readonly mtu: number | null;
  readonly gatewayMode: GatewayMode;
  /** Interfaces of the host behind which containers are reached by their own addresses. */
  readonly trustedInterfaces: readonly string[];
  /** The bridge itself gets no address. */
  readonly inhibitIpv4: boolean;
}

export const OPTION = {
  bridgeName: 'com.docker.network.bridge.name',
  icc: 'com.docker.network.bridge.enable_icc',
  masquerade: 'com.docker.network.bridge.enable_ip_masquerade',
  hostBinding: 'com.docker.network.bridge.host_binding_ipv4',
  mtu: 'com.docker.network.driver.mtu',
  gatewayMode: 'com.docker.network.bridge.gateway_mode_ipv4',
  trustedInterfaces: 'com.docker.network.bridge.trusted_host_interfaces',
  inhibitIpv4: 'com.docker.network.bridge.inhibit_ipv4',
} as const;

/** What the options mean; a value that cannot be read is refused with Go's words. */
export function bridgeOptions(
  d: Daemon,
  network: Pick<Network, 'id' | 'internal' | 'options'>,
): Outcome<BridgeOptions> {
  const given = network.options;
  const icc = readBool(OPTION.icc, given[OPTION.icc], true);
  const masquerade = readBool(OPTION.masquerade, given[OPTION.masquerade], true);
  const inhibitIpv4 = readBool(OPTION.inhibitIpv4, given[OPTION.inhibitIpv4], false);
  const gatewayMode = readGatewayMode(d, network);
  if (gatewayMode instanceof Failure) return gatewayMode;
  if (inhibitIpv4 instanceof Failure) return inhibitIpv4;
  if (icc instanceof Failure) return icc;
  if (masquerade instanceof Failure) return masquerade;
  const mtuText = given[OPTION.mtu];
  const mtu = mtuText === undefined ? null : Number(mtuText);
  if (mtuText !== undefined && !/^[+-]?\d+$/.test(mtuText)) {
    return new Failure(
      'InvalidParameter',
      `failed to parse ${OPTION.mtu} value: ${mtuText} (strconv.Atoi: parsing "${mtuText}": invalid syntax)`,
    );
  }
  return {
    bridgeName: given[OPTION.bridgeName] ?? `br-${network.id.slice(0, 12)}`,
    icc,
    masquerade,
    hostBinding:
      given[OPTION.hostBinding] ?? (d.engine.config.hostBinding === '0.0.0.0' ? null : d.engine.config.hostBinding),
    mtu: mtu === null || mtu === 0 ? null : mtu,
    gatewayMode,
    trustedInterfaces: d.profile.knowsGatewayModes
      ? (given[OPTION.trustedInterfaces] ?? '').split(':').filter((name) => name !== '')
      : [],
    inhibitIpv4,
  };
}

/** An engine that has no modes keeps what it was given and does what it always does. */
function readGatewayMode(
  d: Daemon,
  { internal, options }: Pick<Network, 'internal' | 'options'>,
): Outcome<GatewayMode> {
  const text = options[OPTION.gatewayMode];
  if (text === undefined || !d.profile.knowsGatewayModes) return 'nat';
  const mode = GATEWAY_MODES.find((known) => known === text);
  if (mode === undefined) {
    return new Failure(
      'InvalidParameter',
      `failed to parse ${OPTION.gatewayMode} value: ${text} (unknown gateway mode ${text})`,
    );
  }
  if (mode === 'isolated' && !internal)
    return new Failure('InvalidParameter', "gateway mode 'isolated' can only be used for an internal network");
  return mode;
}

const TRUE = ['1', 't', 'T', 'TRUE', 'true', 'True'];
const FALSE = ['0', 'f', 'F', 'FALSE', 'false', 'False'];

function readBool(name: string, text: string | undefined, otherwise: boolean): Outcome<boolean> {
  if (text === undefined) return otherwise;
  if (TRUE.includes(text)) return true;
  if (FALSE.includes(text)) return false;
  return new Failure(
    'InvalidParameter',
    `failed to parse ${name} value: ${text} (strconv.ParseBool: parsing "${text}": invalid syntax)`,
  );
}
