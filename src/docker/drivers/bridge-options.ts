/** The `-o` options of a bridge network (moby `drivers/bridge/labels.go`). */
import type { Daemon } from '../daemon';
import { Failure, type Outcome } from '../failure';
import type { Network } from '../network';

export interface BridgeOptions {
  readonly bridgeName: string;
  readonly icc: boolean;
  readonly masquerade: boolean;
  readonly hostBinding: string | null;
  readonly mtu: number | null;
}

export const OPTION = {
  bridgeName: 'com.docker.network.bridge.name',
  icc: 'com.docker.network.bridge.enable_icc',
  masquerade: 'com.docker.network.bridge.enable_ip_masquerade',
  hostBinding: 'com.docker.network.bridge.host_binding_ipv4',
  mtu: 'com.docker.network.driver.mtu',
} as const;

/** What the options mean; a value that cannot be read is refused with Go's words. */
export function bridgeOptions(d: Daemon, network: Network): Outcome<BridgeOptions> {
  const given = network.options;
  const icc = readBool(OPTION.icc, given[OPTION.icc], true);
  const masquerade = readBool(OPTION.masquerade, given[OPTION.masquerade], true);
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
  };
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
