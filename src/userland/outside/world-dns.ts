/** `world-dns ADDRESS`: the name server of the world outside. It knows three names; of any other it says that there is none. */
import { formatIpv4, parseIpv4 } from '../../base/ipv4';
import { strerror } from '../../kernel/errno';
import { bind, openUdp, receiveFrom, sendTo } from '../../kernel/socket/calls';
import { decodeDns, DNS_PORT, encodeDns } from '../../wire/dns';
import { program } from '../program';
import { answerFrom } from './zone';

const ZONE: Readonly<Record<string, string>> = {
  'example.com': '203.0.113.80',
  'www.example.com': '203.0.113.80',
  'api.example.com': '203.0.113.81',
};
export const worldDns = program<{ readonly socket: string }>({
  name: 'world-dns',
  start: (sys) => {
    const ip = parseIpv4(sys.args[0] ?? '0.0.0.0') ?? 0;
    const socket = openUdp(sys, sys.process.pid);
    const failed = bind(sys, socket, ip, DNS_PORT);
    if (failed === null) return { socket };
    sys.err(`world-dns: ${formatIpv4(ip)}: ${strerror(failed)}\n`);
    return 1;
  },
  on: (sys, { socket }, event) => {
    if (event.type !== 'socket') return;
    for (let got = receiveFrom(sys, socket); typeof got !== 'string'; got = receiveFrom(sys, socket)) {
      const query = decodeDns(got.payload);
      if (query !== null && !query.response)
        sendTo(sys, socket, encodeDns(answerFrom(ZONE, query)), got.src, got.srcPort);
    }
  },
});
