/** What `-d` adds to a link: its limits, and what its kind says of itself (ip/iplink_*.c). */
import { formatIpv4 } from '../../../base/ipv4';
import { MAC_ZERO } from '../../../base/mac';
import type { Bridge, BridgePort, Link, Vxlan } from '../../../kernel/link/link';
import { isForwarding, linkOf } from '../../../kernel/link/operstate';
import { linkById } from '../../../kernel/netns';
import { SECOND } from '../../../sim/clock';
import { type Ip, newline } from '../context';
import { both, Decimal, type Json, type JsonObject, type Twin } from '../twin';

/** Adds the details to a link's record. */
export function linkDetails(ip: Ip, record: Twin, link: Link, isLinkCommand: boolean): void {
  const bridge = link.master === null ? null : linkById(ip.ns, link.master);
  const promiscuity =
    link.promiscuity + (link.promisc ? 1 : 0) + (bridge === null ? 0 : 1) + (hearsForOthers(ip, link) ? 1 : 0);
  both(record, 'promiscuity', promiscuity, ` promiscuity ${promiscuity} `);
  const allMulti = (link.allMulticast ? 1 : 0) + (bridge === null ? 0 : 1);
  both(record, 'allmulti', allMulti, ` allmulti ${allMulti} `);
  const [least, most] = mtuLimits(link);
  both(record, 'min_mtu', least, `minmtu ${least} `);
  both(record, 'max_mtu', most, `maxmtu ${most} `);
  if (link.kind !== 'loopback') printKind(ip, record, link, bridge?.kind === 'bridge' ? bridge : null);
  if (isLinkCommand) both(record, 'inet6_addr_gen_mode', 'eui64', 'addrgenmode eui64 ');
  const queues = link.kind === 'veth' ? 2 : 1;
  both(record, 'num_tx_queues', queues, `numtxqueues ${queues} `);
  both(record, 'num_rx_queues', queues, `numrxqueues ${queues} `);
  const alone = link.kind === 'bridge' ? link.ports.length === 0 : link.kind === 'vxlan' && link.device === null;
  const tso = alone ? 65536 : 524280;
  for (const [key, value] of [
    ['gso_max_size', 65536],
    ['gso_max_segs', 65535],
    ['tso_max_size', tso],
    ['tso_max_segs', 65535],
    ['gro_max_size', 65536],
  ] as const) {
    both(record, key, value, `${key} ${value} `);
  }
}

/** A parent hears everything once a macvlan on it is up. */
function hearsForOthers(ip: Ip, link: Link): boolean {
  return link.uppers.some(
    (upper) => upper.kind === 'macvlan' && linkOf(ip.sys.world.netns, upper.ns, upper.link)?.up === true,
  );
}

/** The MTUs that a link takes. */
export function mtuLimits(link: Link): readonly [number, number] {
  switch (link.kind) {
    case 'loopback':
    case 'dummy':
      return [0, 0];
    case 'vlan':
      return [0, 65535];
    default:
      return [68, 65535];
  }
}

function printKind(ip: Ip, record: Twin, link: Link, bridge: Bridge | null): void {
  const info: JsonObject = { info_kind: link.kind };
  record.text += `${newline(ip)}    ${link.kind} `;
  const fields = kindFields(ip, link);
  if (fields.length > 0) {
    info['info_data'] = Object.fromEntries(fields.map(([key, value]) => [key, value]));
    record.text += fields.map(([, , text]) => text).join('');
  }
  if (bridge !== null && link.kind === 'veth') {
    const slave = slaveFields(ip, link, bridge);
    info['info_slave_kind'] = 'bridge';
    info['info_slave_data'] = Object.fromEntries(slave.map(([key, value]) => [key, value]));
    record.text += `${newline(ip)}    bridge_slave ${slave.map(([, , text]) => text).join('')}`;
  }
  record.json['linkinfo'] = info;
}

type Field = readonly [key: string, value: Json, text: string];

function kindFields(ip: Ip, link: Link): Field[] {
  switch (link.kind) {
    case 'bridge':
      return bridgeFields(link);
    case 'macvlan':
      return [
        ['mode', link.mode, `mode ${link.mode} `],
        ['bcqueuelen', 1000, 'bcqueuelen 1000 '],
        ['usedbcqueuelen', 1000, 'usedbcqueuelen 1000 '],
      ];
    case 'ipvlan':
      return [
        ['mode', link.mode, ` mode ${link.mode} `],
        ['flags', link.flag, `${link.flag} `],
      ];
    case 'vlan':
      return [
        ['protocol', '802.1Q', 'protocol 802.1Q '],
        ['id', link.vid, `id ${link.vid} `],
        ['flags', ['REORDER_HDR'], '<REORDER_HDR> '],
      ];
    case 'vxlan':
      return vxlanFields(ip, link);
    case 'veth':
    case 'dummy':
    case 'loopback':
      return [];
  }
}

const number = (key: string, label: string, value: number): Field => [key, value, `${label} ${value} `];
const timer = (label: string): Field => [label, new Decimal('0.00'), `${label}    0.00 `];

/** `8000.` and the address without its leading zeros, as `br_dump_bridge_id` prints it. */
function bridgeId(bridge: Bridge): string {
  const mac = bridge.portsDecide ? bridge.mac : MAC_ZERO;
  return `8000.${mac
    .split(':')
    .map((octet) => (octet === '00' ? '0' : octet.replace(/^0/, '')))
    .join(':')}`;
}

function bridgeFields(bridge: Bridge): Field[] {
  const id = bridgeId(bridge);
  return [
    number('forward_delay', 'forward_delay', 1500),
    number('hello_time', 'hello_time', 200),
    number('max_age', 'max_age', 2000),
    number('ageing_time', 'ageing_time', Math.round((bridge.ageing / SECOND) * 100)),
    number('stp_state', 'stp_state', bridge.stp ? 1 : 0),
    number('priority', 'priority', 32768),
    number('vlan_filtering', 'vlan_filtering', 0),
    ['bridge_id', id, `bridge_id ${id} `],
    ['root_id', id, `designated_root ${id} `],
    number('root_port', 'root_port', 0),
    number('root_path_cost', 'root_path_cost', 0),
    number('topology_change', 'topology_change', 0),
    number('topology_change_detected', 'topology_change_detected', 0),
    timer('hello_timer'),
    timer('tcn_timer'),
    timer('topology_change_timer'),
    timer('gc_timer'),
    ['group_fwd_mask', '0', 'group_fwd_mask 0 '],
    ['group_addr', '01:80:c2:00:00:00', 'group_address 01:80:c2:00:00:00 '],
    ...MULTICAST_FIELDS.map(([key, label, value]) => number(key, label, value)),
  ];
}

const MULTICAST_FIELDS: readonly (readonly [string, string, number])[] = [
  ['mcast_snooping', 'mcast_snooping', 1],
  ['no_linklocal_learn', 'no_linklocal_learn', 0],
  ['mcast_vlan_snooping', 'mcast_vlan_snooping', 0],
  ['mcast_router', 'mcast_router', 1],
  ['mcast_query_use_ifaddr', 'mcast_query_use_ifaddr', 0],
  ['mcast_querier', 'mcast_querier', 0],
  ['mcast_hash_elasticity', 'mcast_hash_elasticity', 16],
  ['mcast_hash_max', 'mcast_hash_max', 4096],
  ['mcast_last_member_cnt', 'mcast_last_member_count', 2],
  ['mcast_startup_query_cnt', 'mcast_startup_query_count', 2],
  ['mcast_last_member_intvl', 'mcast_last_member_interval', 100],
  ['mcast_membership_intvl', 'mcast_membership_interval', 26000],
  ['mcast_querier_intvl', 'mcast_querier_interval', 25500],
  ['mcast_query_intvl', 'mcast_query_interval', 12500],
  ['mcast_query_response_intvl', 'mcast_query_response_interval', 1000],
  ['mcast_startup_query_intvl', 'mcast_startup_query_interval', 3124],
  ['mcast_stats_enabled', 'mcast_stats_enabled', 0],
  ['mcast_igmp_version', 'mcast_igmp_version', 2],
  ['mcast_mld_version', 'mcast_mld_version', 1],
  ['nf_call_iptables', 'nf_call_iptables', 0],
  ['nf_call_ip6tables', 'nf_call_ip6tables', 0],
  ['nf_call_arptables', 'nf_call_arptables', 0],
];

const toggle = (key: string, label: string, on: boolean): Field => [key, on, `${label} ${on ? 'on' : 'off'} `];

function slaveFields(ip: Ip, port: Link & { readonly port: BridgePort }, bridge: Bridge): Field[] {
  const state = isForwarding(ip.sys.world.netns, ip.ns, port) && bridge.up ? 'forwarding' : 'disabled';
  const no = bridge.ports.indexOf(port.id) + 1;
  const id = `0x8${no.toString(16).padStart(3, '0')}`;
  const bid = bridgeId(bridge);
  return [
    ['state', state, `state ${state} `],
    number('priority', 'priority', 32),
    number('cost', 'cost', 2),
    toggle('hairpin', 'hairpin', port.port.hairpin),
    toggle('guard', 'guard', false),
    toggle('root_block', 'root_block', false),
    toggle('fastleave', 'fastleave', false),
    toggle('learning', 'learning', port.port.learning),
    toggle('flood', 'flood', port.port.flood),
    ['id', id, `port_id ${id} `],
    ['no', `0x${no.toString(16)}`, `port_no 0x${no.toString(16)} `],
    number('designated_port', 'designated_port', 32768 + no),
    number('designated_cost', 'designated_cost', 0),
    ['bridge_id', bid, `designated_bridge ${bid} `],
    ['root_id', bid, `designated_root ${bid} `],
    timer('hold_timer'),
    timer('message_age_timer'),
    timer('forward_delay_timer'),
    number('topology_change_ack', 'topology_change_ack', 0),
    number('config_pending', 'config_pending', 0),
    toggle('proxy_arp', 'proxy_arp', false),
    toggle('proxy_arp_wifi', 'proxy_arp_wifi', false),
    number('multicast_router', 'mcast_router', 1),
    toggle('mcast_fast_leave', 'mcast_fast_leave', false),
    toggle('mcast_flood', 'mcast_flood', true),
    toggle('bcast_flood', 'bcast_flood', true),
    toggle('mcast_to_unicast', 'mcast_to_unicast', false),
    toggle('neigh_suppress', 'neigh_suppress', false),
    ['group_fwd_mask', '0', 'group_fwd_mask 0 '],
    ['group_fwd_mask_str', '0x0', 'group_fwd_mask_str 0x0 '],
    toggle('vlan_tunnel', 'vlan_tunnel', false),
    toggle('isolated', 'isolated', port.port.isolated),
    toggle('locked', 'locked', false),
  ];
}

function vxlanFields(ip: Ip, link: Vxlan): Field[] {
  const fields: Field[] = [number('id', 'id', link.vni)];
  const address = (key: string, value: number | null) => {
    if (value !== null) fields.push([key, formatIpv4(value), `${key} ${formatIpv4(value)} `]);
  };
  address('remote', link.remote);
  address('local', link.local);
  const dev = link.device === null ? null : linkById(ip.ns, link.device);
  if (dev !== null) fields.push(['link', dev.name, `dev ${dev.name} `]);
  fields.push(['port_range', { low: 0, high: 0 }, 'srcport 0 0 '], ['port', link.dstPort, `dstport ${link.dstPort} `]);
  fields.push(['learning', link.learning, link.learning ? '' : 'nolearning ']);
  if (link.proxy) fields.push(['proxy', true, 'proxy ']);
  if (link.l2miss) fields.push(['l2miss', true, 'l2miss ']);
  if (link.l3miss) fields.push(['l3miss', true, 'l3miss ']);
  fields.push(
    ['ttl', 0, 'ttl auto '],
    ['df', 'unset', ''],
    ['ageing', 300, 'ageing 300 '],
    ['udp_csum', true, 'udpcsum '],
  );
  fields.push(['udp_zero_csum6_tx', false, 'noudp6zerocsumtx '], ['udp_zero_csum6_rx', false, 'noudp6zerocsumrx ']);
  return fields;
}
