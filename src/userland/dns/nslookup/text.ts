/** What nslookup prints of an answer (bin/dig/nslookup.c). */
import type { DnsMessage, DnsRecord } from '../../../wire/dns';
import { DnsType } from '../../../wire/dns';
import { type Server, serverText } from '../exchange';
import { absolute, classText, dataText, typeText } from '../record-text';

const WORDS: Readonly<Record<number, string>> = {
  [DnsType.A]: 'internet address = ',
  [DnsType.NS]: 'nameserver = ',
  [DnsType.CNAME]: 'canonical name = ',
  [DnsType.PTR]: 'name = ',
  [DnsType.MX]: 'mail exchanger = ',
  [DnsType.TXT]: 'text = ',
  [DnsType.AAAA]: 'has AAAA address ',
};

export function serverBlock(server: Server): string {
  return `Server:\t\t${server.name}\nAddress:\t${serverText(server)}\n\n`;
}

const shownName = (name: string): string => (name === '' ? absolute(name) : name);

function described(record: DnsRecord): string {
  return `${WORDS[record.type] ?? `rdata_${record.type} = `}${dataText(record.data)}`;
}

/** The records of a section; addresses have a form of their own among the answers. */
export function recordsText(records: readonly DnsRecord[], answers: boolean): string {
  return records
    .filter(({ type }) => type !== DnsType.OPT)
    .map((record) => {
      const name = shownName(record.name);
      const { data } = record;
      if (answers && (data.kind === 'A' || data.kind === 'AAAA')) return `Name:\t${name}\nAddress: ${dataText(data)}\n`;
      return data.kind === 'SOA' ? `${name}\n${soaText(data)}` : `${name}\t${described(record)}\n`;
    })
    .join('');
}

function soaText(soa: Extract<DnsRecord['data'], { kind: 'SOA' }>): string {
  const rows = [
    ['origin', shownName(soa.primary)],
    ['mail addr', shownName(soa.mailbox)],
    ...(['serial', 'refresh', 'retry', 'expire', 'minimum'] as const).map((key) => [key, String(soa[key])] as const),
  ] as const;
  return rows.map(([label, value]) => `\t${label} = ${value}\n`).join('');
}

/** -debug: the whole message. */
export function debugText(message: DnsMessage): string {
  const questions = message.questions.map(
    ({ name, type, class: klass }) => `\t${shownName(name)}, type = ${typeText(type)}, class = ${classText(klass)}\n`,
  );
  const section = (title: string, records: readonly DnsRecord[]) =>
    `    ${title}:\n` +
    records
      .filter(({ type }) => type !== DnsType.OPT)
      .map((record) => {
        const { data } = record;
        const body = data.kind === 'SOA' ? soaText(data) : `\t${described(record)}\n`;
        return `    ->  ${shownName(record.name)}\n${body}\tttl = ${record.ttl}\n`;
      })
      .join('');
  return (
    `------------\n    QUESTIONS:\n${questions.join('')}` +
    section('ANSWERS', message.answers) +
    section('AUTHORITY RECORDS', message.authorities) +
    section('ADDITIONAL RECORDS', message.additionals) +
    '------------\n'
  );
}
