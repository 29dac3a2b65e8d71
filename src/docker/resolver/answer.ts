/** Answers of the embedded resolver (libnetwork `resolver.go`): from the names it knows, empty, or not its business. */
import type { Ipv4 } from '../../base/ipv4';
import { parseIpv4 } from '../../base/ipv4';
import { type Random, randomBelow } from '../../sim/random';
import { type DnsMessage, DnsClass, type DnsQuestion, type DnsRecord, DnsType, Rcode } from '../../wire/dns';
import type { Daemon } from '../daemon';
import type { Sandbox } from '../sandbox';
import { resolveAddress, resolveName } from './names';

const TTL = 600;
const REVERSE = '.in-addr.arpa';

/** The whole answer, or null where the question goes to a server outside. */
export function answer(d: Daemon, sandbox: Sandbox, random: Random, query: DnsMessage): DnsMessage | null {
  const [question] = query.questions;
  if (question === undefined) return null;
  switch (question.type) {
    case DnsType.A:
    case DnsType.AAAA:
    case DnsType.MX: {
      const addresses = resolveName(d, sandbox, question.name);
      if (addresses.length === 0) return null;
      const records =
        question.type === DnsType.A
          ? shuffle(random, addresses).map((address) => record(question, { kind: 'A', address }))
          : [];
      return reply(query, records);
    }
    case DnsType.PTR: {
      const ip = reversed(question.name);
      const name = ip === null ? null : resolveAddress(d, sandbox, ip);
      return name === null ? null : reply(query, [record(question, { kind: 'name', name })]);
    }
    default:
      return null;
  }
}

/** A reply of the resolver's own: not authoritative, recursion available, without EDNS. */
export function reply(
  query: DnsMessage,
  answers: readonly DnsRecord[],
  rcode: number = Rcode.NoError,
  recursionAvailable = true,
): DnsMessage {
  return {
    ...query,
    response: true,
    authoritative: false,
    truncated: false,
    recursionAvailable,
    authenticData: false,
    checkingDisabled: false,
    rcode,
    questions: query.questions.slice(0, 1),
    answers,
    authorities: [],
    additionals: [],
  };
}

function record({ name, type }: DnsQuestion, data: DnsRecord['data']): DnsRecord {
  return { name, type, class: DnsClass.IN, ttl: TTL, data };
}

/** Fisher and Yates: every order is as likely as any other. */
function shuffle(random: Random, addresses: readonly Ipv4[]): Ipv4[] {
  const order = [...addresses];
  for (let i = order.length - 1; i > 0; i--) {
    const j = randomBelow(random, i + 1);
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}

/** The address of `3.0.18.172.in-addr.arpa`. */
function reversed(name: string): Ipv4 | null {
  const bare = name.replace(/\.$/, '').toLowerCase();
  return bare.endsWith(REVERSE) ? parseIpv4(bare.slice(0, -REVERSE.length).split('.').reverse().join('.')) : null;
}
