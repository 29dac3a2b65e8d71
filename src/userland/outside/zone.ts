/** The few names that a name server outside Docker knows. */
import { parseIpv4 } from '../../base/ipv4';
import { DnsClass, type DnsMessage, DnsType, Rcode } from '../../wire/dns';

/** Addresses by name, in lower case. */
export type Zone = Readonly<Record<string, string>>;

const TTL = 300;

/** What a name server of the zone answers: NXDOMAIN for any other name. Additional records are not repeated, so there is no EDNS. */
export function answerFrom(zone: Zone, query: DnsMessage): DnsMessage {
  const [question] = query.questions;
  const address = parseIpv4(zone[question?.name.toLowerCase() ?? ''] ?? '');
  const answers =
    address === null || question?.type !== DnsType.A
      ? []
      : [{ ...question, class: DnsClass.IN, ttl: TTL, data: { kind: 'A', address } as const }];
  return {
    ...query,
    response: true,
    recursionDesired: true,
    recursionAvailable: true,
    authenticData: false,
    checkingDisabled: false,
    rcode: address === null ? Rcode.NXDomain : Rcode.NoError,
    questions: query.questions.slice(0, 1),
    answers,
    authorities: [],
    additionals: [],
  };
}
