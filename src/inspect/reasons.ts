/** Decisions as message keys with their parameters: the interface tells them in the user's language. */
import { formatIpv4, formatPrefix } from '../base/ipv4';
import type { Decision } from '../kernel/decision';
import type { Reason } from '../sim/history';
import { translationOf } from './translation';
import type { ReasonView } from './view';

const NO_RULES: ReasonView['rules'] = [];

/** What explains a step: for a sent frame what led to it, for a received one what came of it, as its own namespace decided. */
export function reasonsOf(reasons: readonly Reason<Decision>[], step: number, sent: boolean, ns: string): ReasonView[] {
  const after = sent ? step - 1 : step;
  const here = reasons.filter(({ decision }) => decision.ns === ns);
  return here.flatMap(({ after: at, decision }, i) =>
    at === after || (at === step && decision.kind === 'drop')
      ? [{ ...reasonView(decision), translation: translationOf(here.slice(0, i + 1).map((reason) => reason.decision)) }]
      : [],
  );
}

function reasonView(decision: Decision): Omit<ReasonView, 'translation'> {
  const rule = decision.kind === 'nf.rule' ? decision : null;
  const rules = rule === null ? NO_RULES : rule.passed.map((passed) => ({ ...passed, rule: String(passed.rule) }));
  return {
    key: keyOf(decision),
    params: paramsOf(decision),
    tone: toneOf(decision),
    rules,
    origin: rule?.origin ?? null,
  };
}

/** `why_` and the kind, and what tells the sentences of one kind apart. */
function keyOf(decision: Decision): string {
  switch (decision.kind) {
    case 'drop':
      return `why_drop_${decision.reason.toLowerCase()}`;
    case 'bridge.learn':
      return decision.moved === null ? 'why_bridge_learn' : 'why_bridge_move';
    case 'bridge.flood':
      return `why_bridge_flood_${decision.cause}`;
    case 'neigh':
      return `why_neigh_${decision.to.toLowerCase()}`;
    case 'route':
      return `why_route_${decision.purpose}${decision.via === null ? '' : '_via'}`;
    case 'reassemble':
      return decision.complete ? 'why_reassemble_complete' : 'why_reassemble_wait';
    case 'socket':
      return decision.program === null ? 'why_socket_kernel' : 'why_socket';
    case 'nf.rule':
      return decision.rule === 0 ? 'why_nf_policy' : 'why_nf_rule';
    case 'ct':
      return decision.fresh ? 'why_ct_new' : 'why_ct';
    case 'nat':
      return `why_nat_${decision.manip}_${decision.by}`;
    case 'netem':
      return `why_netem_${decision.effect}`;
    default:
      return `why_${decision.kind.replaceAll('.', '_')}`;
  }
}

function toneOf(decision: Decision): ReasonView['tone'] {
  switch (decision.kind) {
    case 'drop':
      return 'drop';
    case 'route':
    case 'route.local':
    case 'route.none':
    case 'forward':
      return 'route';
    case 'arp.answer':
    case 'arp.ignore':
    case 'neigh':
    case 'neigh.use':
    case 'neigh.wait':
      return 'neighbour';
    case 'nf.rule':
      return 'filter';
    case 'ct':
    case 'nat':
    case 'ipvs.schedule':
    case 'ipvs.known':
    case 'ipvs.answer':
      return 'nat';
    case 'icmp.reply':
    case 'icmp.error':
    case 'socket':
    case 'tcp':
      return 'socket';
    default:
      return 'link';
  }
}

/** Fields whose numbers are IPv4 addresses. */
const ADDRESSES = new Set(['ip', 'asker', 'dst', 'via', 'src', 'remote', 'to']);

/** The decision's fields by their own names, as the tools print them. */
function paramsOf(decision: Decision): Record<string, string> {
  const params: Record<string, string> = {};
  for (const [name, value] of Object.entries<FieldValue>(decision)) params[name] = text(name, value);
  return params;
}

type FieldValue = Decision extends infer D ? (D extends Decision ? D[keyof D] : never) : never;

function text(name: string, value: FieldValue): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return ADDRESSES.has(name) ? formatIpv4(value) : String(value);
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  if ('length' in value && 'address' in value) return value.length === 0 ? 'default' : formatPrefix(value);
  return value.map((item) => (typeof item === 'string' ? item : item.spec)).join(', ');
}
