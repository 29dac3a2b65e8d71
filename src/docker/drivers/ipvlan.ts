/** The ipvlan driver (libnetwork `drivers/ipvlan`): links that share the MAC address of an interface of the host; no bridge, no rules. */
import { addIpvlan } from '../../kernel/newlink';
import { linkByName } from '../../kernel/netns';
import { addRoute } from '../../kernel/rtnetlink';
import type { Daemon } from '../daemon';
import { Failure, failed, type Outcome } from '../failure';
import type { Driver } from './driver';
import { bindParent, hasNoGateway, releaseParent } from './parent';
import { leaveStacked, moveIn } from './stacked';
import { vethName } from './veth';

const MODES = ['l2', 'l3', 'l3s'] as const;
const FLAGS = ['bridge', 'private', 'vepa'] as const;

type Options = Readonly<Record<string, string>>;

export const ipvlanDriver: Driver = {
  name: 'ipvlan',
  single: false,
  addressed: true,
  severalSubnets: true,
  mapsPorts: false,
  leadsOut: (_d, network) => !hasNoGateway(network),
  skipsGateway: (d, request) => hasNoGateway(request) || modeOf(d, request.options) !== 'l2',
  checkEndpoint: ({ mac }) =>
    mac === null
      ? null
      : new Failure('InvalidParameter', 'ipvlan interfaces do not support custom mac address assignment'),
  createNetwork: (d, network) => {
    const mode = modeOf(d, network.options);
    if (failed(mode)) return mode;
    const flag = flagOf(d, network.options);
    return failed(flag) ? flag : bindParent(d, network, 'ipvlan', true);
  },
  deleteNetwork: releaseParent,
  join: (d, network, endpoint, ns, ifName) => {
    const lower = network.device === null ? null : linkByName(d.host, network.device);
    const mode = modeOf(d, network.options);
    const flag = flagOf(d, network.options);
    if (failed(mode)) return mode;
    if (failed(flag)) return flag;
    if (lower === null)
      return new Failure('System', `could not find parent interface ${network.device ?? ''} on the Docker host.`);
    const link = addIpvlan(d.k, { ns: d.host, name: vethName(d), mac: null, lowerNs: d.host, lower }, mode, flag);
    if (typeof link === 'string')
      return new Failure('System', 'failed to create the ipvlan port: device or resource busy');
    moveIn(d, endpoint, ns, link, ifName, null);
    if (mode === 'l2') return null;
    // What is routed by the parent needs no gateway: the default route is the link itself.
    endpoint.gateway = null;
    if (!hasNoGateway(network)) addRoute(ns, { prefix: { address: 0, length: 0 }, link });
    return null;
  },
  leave: leaveStacked,
};

function modeOf(d: Daemon, options: Options): Outcome<(typeof MODES)[number]> {
  const asked = options['ipvlan_mode'] ?? '';
  const mode = MODES.find((known) => known === (asked === '' ? 'l2' : asked));
  if (mode !== undefined && (mode !== 'l3s' || d.profile.knowsIpvlanFlags)) return mode;
  return new Failure(
    'InvalidParameter',
    `requested ipvlan mode '${asked}' is not valid, 'l2' mode is the ipvlan driver default`,
  );
}

function flagOf(d: Daemon, options: Options): Outcome<(typeof FLAGS)[number]> {
  const asked = d.profile.knowsIpvlanFlags ? (options['ipvlan_flag'] ?? '') : '';
  return (
    FLAGS.find((known) => known === (asked === '' ? 'bridge' : asked)) ??
    new Failure(
      'InvalidParameter',
      `requested ipvlan flag '${asked}' is not valid, 'bridge' is the ipvlan driver default`,
    )
  );
}
