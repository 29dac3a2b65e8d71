/** What a frame is called while it moves: two or three words out of Wireshark's Info column. */
import type { ProtocolName } from '../../inspect/view';

const LONGEST = 26;

export function frameLabel(protocol: ProtocolName, summary: string): string {
  const words = shortWords(protocol, summary);
  const label = words.startsWith(protocol) ? words : `${protocol} ${words}`;
  return label.length > LONGEST ? `${label.slice(0, LONGEST - 1).trimEnd()}…` : label.trimEnd();
}

function shortWords(protocol: ProtocolName, summary: string): string {
  switch (protocol) {
    case 'ARP':
      return summary.startsWith('Who has') ? 'request' : / is at /.test(summary) ? 'reply' : summary;
    case 'ICMP':
      return summary.startsWith('Echo')
        ? `echo ${summary.includes('reply') ? 'reply' : 'request'}`
        : before(summary, '(');
    case 'DNS':
      return summary.includes('response') ? 'response' : 'query';
    case 'TCP':
      return /\[([A-Z, ]+)\]/.exec(summary)?.[1] ?? '';
    case 'HTTP':
      return before(summary, ' HTTP/');
    case 'UDP':
    case 'VXLAN':
    case 'IPv4':
    case 'Ethernet':
      return '';
  }
}

function before(text: string, mark: string): string {
  const at = text.indexOf(mark);
  return (at > 0 ? text.slice(0, at) : text).trim();
}
