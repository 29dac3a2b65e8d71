import { expect, test } from 'vitest';
import en from '../../../messages/en.json';
import { reasonsOf } from '../../inspect/reasons';
import type { Decision, DropReason } from '../../kernel/decision';

const catalogue: Readonly<Record<string, unknown>> = en;

/** Linux's reasons, each once: the compiler refuses a list that lacks one. */
const DROPS: Record<DropReason, true> = {
  DEV_READY: true,
  OTHERHOST: true,
  IP_INHDR: true,
  IP_CSUM: true,
  IP_INADDRERRORS: true,
  IP_INNOROUTES: true,
  IP_OUTNOROUTES: true,
  IP_RPFILTER: true,
  IP_LOCALNET: true,
  IP_LOCAL_SOURCE: true,
  IP_INVALID_DEST: true,
  IP_NOPROTO: true,
  INVALID_PROTO: true,
  TTL_EXPIRED: true,
  PKT_TOO_BIG: true,
  FRAG_REASM_TIMEOUT: true,
  NEIGH_FAILED: true,
  NEIGH_QUEUEFULL: true,
  NEIGH_DEAD: true,
  NETFILTER_DROP: true,
  NO_SOCKET: true,
  SOCKET_FILTER: true,
  SOCKET_RCVBUFF: true,
  TCP_FLAGS: true,
  TCP_OLD_DATA: true,
  TCP_OLD_SEQUENCE: true,
  TCP_INVALID_SEQUENCE: true,
  TCP_RFC7323_PAWS: true,
  TCP_OVERWINDOW: true,
  TCP_RESET: true,
  TCP_ACK_UNSENT_DATA: true,
  TCP_LISTEN_OVERFLOW: true,
  UNHANDLED_PROTO: true,
  ICMP_CSUM: true,
  TC_INGRESS: true,
  QDISC_DROP: true,
  BRIDGE_INGRESS_STP_STATE: true,
  BRIDGE_NON_FORWARDING_PORT: true,
  MACVLAN_BROADCAST_BACKLOG: true,
  VXLAN_VNI_NOT_FOUND: true,
  VXLAN_NO_REMOTE: true,
  NO_LOOP_GUARD: true,
  NOT_SPECIFIED: true,
};

const ns = 'c1';
const [bridge, mac, dev, ip] = ['docker0', '02:42:ac:11:00:03', 'eth0', 0xac110003];
const prefix = { address: 0xac110000, length: 16 };
const rule = {
  hook: 'FORWARD',
  table: 'filter',
  chain: 'FORWARD',
  spec: '-j DROP',
  verdict: 'DROP',
  passed: [],
} as const;

/** Every kind of decision, in each of its ways. */
const DECISIONS: { readonly [K in Decision['kind']]: readonly Extract<Decision, { kind: K }>[] } = {
  drop: (Object.keys(DROPS) as DropReason[]).map((reason) => ({ ns, kind: 'drop', reason, dev })),
  'bridge.learn': [null, 'veth1'].map((moved) => ({ ns, kind: 'bridge.learn', bridge, mac, port: 'veth0', moved })),
  'bridge.forward': [{ ns, kind: 'bridge.forward', bridge, mac, port: 'veth0' }],
  'bridge.flood': (['broadcast', 'multicast', 'unknown'] as const).map((cause) => ({
    ns,
    kind: 'bridge.flood',
    bridge,
    mac,
    cause,
    ports: ['veth0'],
  })),
  'bridge.local': [{ ns, kind: 'bridge.local', bridge, mac }],
  'bridge.sameport': [{ ns, kind: 'bridge.sameport', bridge, mac, port: 'veth0' }],
  'arp.answer': [{ ns, kind: 'arp.answer', ip, mac, asker: ip }],
  'arp.ignore': [{ ns, kind: 'arp.ignore', ip, asker: ip }],
  neigh: ['NONE', 'INCOMPLETE', 'REACHABLE', 'STALE', 'DELAY', 'PROBE', 'FAILED', 'NOARP', 'PERMANENT'].map((to) => ({
    ns,
    kind: 'neigh',
    dev,
    ip,
    from: 'NONE',
    to,
    event: 'lookup',
    lladdr: null,
  })),
  'neigh.use': [{ ns, kind: 'neigh.use', dev, ip, nud: 'STALE', lladdr: mac }],
  'neigh.wait': [{ ns, kind: 'neigh.wait', dev, ip, queued: 1 }],
  route: (['output', 'forward'] as const).flatMap((purpose) =>
    [null, ip].map((via) => ({ ns, kind: 'route' as const, dst: ip, prefix, via, dev, src: ip, purpose })),
  ),
  'route.local': [{ ns, kind: 'route.local', dst: ip, dev }],
  'route.none': [{ ns, kind: 'route.none', dst: ip, errno: 'ENETUNREACH' }],
  forward: [{ ns, kind: 'forward', from: dev, to: 'eth1', ttl: 63 }],
  'icmp.reply': [{ ns, kind: 'icmp.reply', to: ip }],
  'icmp.error': [{ ns, kind: 'icmp.error', to: ip, type: 3, code: 3 }],
  fragment: [{ ns, kind: 'fragment', mtu: 1400, pieces: 2 }],
  reassemble: [true, false].map((complete) => ({ ns, kind: 'reassemble', complete, pieces: 2 })),
  socket: [null, 'ping'].map((program) => ({ ns, kind: 'socket', protocol: 'udp', local: '*:53', pid: 1, program })),
  tcp: [{ ns, kind: 'tcp', local: '*:80', peer: '*:*', from: 'LISTEN', to: 'SYN-RECV', event: 'syn' }],
  'nf.rule': [0, 3].flatMap((number) =>
    ['DROP', 'RETURN', 'DOCKER-USER'].map((verdict) => ({
      ns,
      kind: 'nf.rule' as const,
      ...rule,
      rule: number,
      verdict,
      origin: null,
    })),
  ),
  ct: [true, false].map((fresh) => ({ ns, kind: 'ct', state: 'NEW', original: 'a', reply: 'b', fresh })),
  nat: (['src', 'dst'] as const).flatMap((manip) =>
    (['rule', 'conntrack'] as const).map((by) => ({
      ns,
      kind: 'nat' as const,
      manip,
      before: 'a',
      after: 'b',
      other: 'c',
      protocol: 6,
      by,
    })),
  ),
  'dns.answer': ['', '172.18.0.3'].map((answer) => ({ ns, kind: 'dns.answer', name: 'c2', answer })),
  'dns.forward': [null, ip].map((server) => ({ ns, kind: 'dns.forward', name: 'example.com', server })),
  'ipvs.schedule': [{ ns, kind: 'ipvs.schedule', service: 'FWM  256', server: 'a', among: ['a', 'b'] }],
  'ipvs.known': [{ ns, kind: 'ipvs.known', service: 'FWM  256', server: 'a:0' }],
  'ipvs.answer': [{ ns, kind: 'ipvs.answer', service: 'FWM  256', before: 'a', after: 'b' }],
  'macvlan.deliver': [{ ns, kind: 'macvlan.deliver', dev, mac }],
  'ipvlan.deliver': [{ ns, kind: 'ipvlan.deliver', dev, ip }],
  'stacked.parent': [{ ns, kind: 'stacked.parent', dev, parent: dev }],
  'ipvlan.private': [{ ns, kind: 'ipvlan.private', dev, parent: dev }],
  'ipvlan.routed': [{ ns, kind: 'ipvlan.routed', dev, parent: dev }],
  'vlan.tag': [{ ns, kind: 'vlan.tag', dev, parent: dev, vid: 10 }],
  'vlan.untag': [{ ns, kind: 'vlan.untag', dev, parent: dev, vid: 10 }],
  'vxlan.encap': [{ ns, kind: 'vxlan.encap', dev, vni: 4097, remote: ip }],
  'vxlan.decap': [{ ns, kind: 'vxlan.decap', dev, vni: 4097, remote: ip }],
  netem: (['loss', 'delay', 'duplicate', 'corrupt', 'reorder'] as const).map((effect) => ({
    ns,
    kind: 'netem',
    dev,
    effect,
  })),
};

/** What the interface adds to a decision's own fields. */
const ADDED = ['name'];

test.each(Object.entries(DECISIONS))('%s has its sentences, and fills them', (_, decisions) => {
  for (const decision of decisions) {
    const [reason] = reasonsOf([{ after: 1, decision }], { step: 1, sent: decision.kind === 'vxlan.encap', ns });
    const message = catalogue[reason?.key ?? ''];
    expect(message, reason?.key).toBeTypeOf('string');
    const named = [...String(message).matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
    expect(named.filter((name) => !ADDED.includes(name) && !(name in (reason?.params ?? {})))).toEqual([]);
  }
});
