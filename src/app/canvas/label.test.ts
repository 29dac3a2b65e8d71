import { expect, test } from 'vitest';
import { frameLabel } from './label';

test.each([
  ['ARP', 'Who has 172.17.0.3? Tell 172.17.0.2', 'ARP request'],
  ['ARP', '172.17.0.3 is at 02:42:ac:11:00:03', 'ARP reply'],
  ['ICMP', 'Echo (ping) request  id=0x0007, seq=1/256, ttl=64', 'ICMP echo request'],
  ['ICMP', 'Echo (ping) reply    id=0x0007, seq=1/256, ttl=64', 'ICMP echo reply'],
  ['ICMP', 'Destination unreachable (Port unreachable)', 'ICMP Destination unreacha…'],
  ['TCP', '40000 → 80 [SYN] Seq=0 Win=64240 Len=0', 'TCP SYN'],
  ['TCP', '80 → 40000 [FIN, ACK] Seq=1 Ack=1', 'TCP FIN, ACK'],
  ['DNS', 'Standard query 0x1234 A example.com', 'DNS query'],
  ['DNS', 'Standard query response 0x1234 A example.com A 203.0.113.80', 'DNS response'],
  ['HTTP', 'GET / HTTP/1.1', 'HTTP GET /'],
  ['HTTP', 'HTTP/1.1 200 OK', 'HTTP/1.1 200 OK'],
  ['UDP', '5000 → 53 Len=12', 'UDP'],
] as const)('%s %s', (protocol, summary, label) => {
  expect(frameLabel(protocol, summary)).toBe(label);
});
