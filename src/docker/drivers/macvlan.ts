/** The macvlan driver (libnetwork `drivers/macvlan`): links with addresses of their own, stacked on an interface of the host; no bridge, no rules. */
import { macFromIpv4 } from '../../base/mac';
import { addMacvlan, randomMac } from '../../kernel/newlink';
import { linkByName } from '../../kernel/netns';
import { Failure, failed, type Outcome } from '../failure';
import type { Network } from '../network';
import type { Driver } from './driver';
import { bindParent, hasNoGateway, releaseParent } from './parent';
import { leaveStacked, moveIn } from './stacked';
import { vethName } from './veth';

const MODES = ['bridge', 'private', 'vepa', 'passthru'] as const;

export const macvlanDriver: Driver = {
  name: 'macvlan',
  single: false,
  addressed: true,
  severalSubnets: true,
  mapsPorts: false,
  leadsOut: (_d, network) => !hasNoGateway(network),
  skipsGateway: (_d, request) => hasNoGateway(request),
  createNetwork: (d, network) => {
    const mode = modeOf(network);
    return failed(mode) ? mode : bindParent(d, network, 'macvlan', mode === 'passthru');
  },
  deleteNetwork: releaseParent,
  join: (d, network, endpoint, ns, ifName) => {
    const lower = network.device === null ? null : linkByName(d.host, network.device);
    const mode = modeOf(network);
    const { address } = endpoint;
    if (failed(mode)) return mode;
    if (lower === null || address === null)
      return new Failure('System', `could not find parent interface ${network.device ?? ''} on the Docker host.`);
    const mac = endpoint.mac ?? (d.profile.containerMac === 'from-ip' ? macFromIpv4(address.address) : randomMac(d.k));
    const link = addMacvlan(d.k, { ns: d.host, name: vethName(d), mac: null, lowerNs: d.host, lower }, mode);
    if (typeof link === 'string') return new Failure('System', `failed to create the macvlan port: ${reasonOf(link)}`);
    moveIn(d, endpoint, ns, link, ifName, mac);
    return null;
  },
  leave: leaveStacked,
};

const reasonOf = (errno: string) => (errno === 'EINVAL' ? 'invalid argument' : 'device or resource busy');

function modeOf(network: Network): Outcome<(typeof MODES)[number]> {
  const asked = network.options['macvlan_mode'] ?? '';
  return (
    MODES.find((known) => known === (asked === '' ? 'bridge' : asked)) ??
    new Failure(
      'InvalidParameter',
      `requested macvlan mode '${asked}' is not valid, 'bridge' mode is the macvlan driver default`,
    )
  );
}
