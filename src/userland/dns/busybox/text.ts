/** What busybox's nslookup prints of an answer. */
import { formatIpv4, type Ipv4 } from '../../../base/ipv4';
import type { DnsMessage, DnsRecord } from '../../../wire/dns';
import { dataText, rcodeText } from '../record-text';

export function serverBlock(name: string, ip: Ipv4, port: number): string {
  return `Server:\t\t${name}\nAddress:\t${formatIpv4(ip)}:${port}\n\n`;
}

export function failureText(name: string, rcode: number): string {
  return `** server can't find ${name}: ${rcodeText(rcode)}\n`;
}

export function answerText(message: DnsMessage): string {
  const head = message.authoritative ? '' : 'Non-authoritative answer:\n';
  return head + message.answers.map(recordText).join('');
}

const WORDS: Readonly<Record<number, string>> = { 2: 'nameserver', 5: 'canonical name', 12: 'name' };

function recordText({ name, type, data }: DnsRecord): string {
  switch (data.kind) {
    case 'A':
    case 'AAAA':
      return `Name:\t${name}\nAddress: ${dataText(data)}\n`;
    case 'name':
      return `${name}\t${WORDS[type] ?? ''} = ${data.name}\n`;
    case 'MX':
      return `${name}\tmail exchanger = ${data.preference} ${data.exchange}\n`;
    case 'TXT':
      return `${name}\ttext = ${dataText({ ...data, texts: data.texts.slice(0, 1) })}\n`;
    case 'SOA': {
      const { serial, refresh, retry, expire, minimum } = data;
      const rows = Object.entries({ serial, refresh, retry, expire, minimum }).map(
        ([key, value]) => `\t${key} = ${value}\n`,
      );
      return `${name}\n\torigin = ${data.primary}\n\tmail addr = ${data.mailbox}\n${rows.join('')}`;
    }
    case 'OPT':
    case 'bytes':
      return '';
  }
}
