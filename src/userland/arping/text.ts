/** What arping prints. */
import { formatIpv4, type Ipv4 } from '../../base/ipv4';
import type { Mac } from '../../base/mac';
import type { Micros } from '../../sim/clock';
import { ArpOp } from '../../wire/arp';
import type { Arp } from '../../wire/packet';

export interface Counters {
  sent: number;
  sentBroadcast: number;
  received: number;
  requests: number;
  receivedBroadcast: number;
}

export function headerText(target: Ipv4, source: Ipv4, device: string): string {
  return `ARPING ${formatIpv4(target)} from ${formatIpv4(source)} ${device}\n`;
}

/** One message that came; `own` is who we are, `after` how long ago we last asked. */
export function heardText(arp: Arp, isUnicast: boolean, own: { ip: Ipv4; mac: Mac }, after: Micros): string {
  const cast = isUnicast ? 'Unicast' : 'Broadcast';
  const kind = arp.opcode === ArpOp.Reply ? 'reply' : 'request';
  const forIp = arp.targetIp === own.ip ? '' : ` for ${formatIpv4(arp.targetIp)}`;
  const forMac = arp.targetMac === own.mac ? '' : `${forIp === '' ? ' for' : ''} [${arp.targetMac}]`;
  const time = `${Math.floor(after / 1000)}.${String(after % 1000).padStart(3, '0')}ms`;
  return `${cast} ${kind} from ${formatIpv4(arp.senderIp)} [${arp.senderMac}]${forIp}${forMac} ${time}\n`;
}

export function statisticsText({ sent, sentBroadcast, received, requests, receivedBroadcast }: Counters): string {
  return (
    `Sent ${sent} probe(s) (${sentBroadcast} broadcast(s))\n` +
    `Received ${received} response(s) (${requests} request(s), ${receivedBroadcast} broadcast(s))\n`
  );
}
