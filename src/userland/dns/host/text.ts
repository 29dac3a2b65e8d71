/** What host prints of an answer (bin/dig/host.c). */
import type { DnsMessage, DnsRecord } from '../../../wire/dns';
import { DnsType } from '../../../wire/dns';
import { headerText, section } from '../dig/text';
import { type Server, serverText } from '../exchange';
import { dataText, questionLine, rcodeText, recordLine, type RecordStyle, typeText } from '../record-text';

const WORDS: Readonly<Record<number, string>> = {
  [DnsType.A]: 'has address',
  [DnsType.NS]: 'name server',
  [DnsType.CNAME]: 'is an alias for',
  11: 'has well known services',
  [DnsType.PTR]: 'domain name pointer',
  13: 'host information',
  [DnsType.MX]: 'mail is handled by',
  [DnsType.TXT]: 'descriptive text',
  [DnsType.AAAA]: 'has IPv6 address',
};
const STYLE: RecordStyle = { ttl: 'seconds', class: true };

/** A line an answer; a single type that was asked for in vain is told. */
export function answerLines(message: DnsMessage, name: string, asked: number | null): string {
  if (message.answers.length === 0) {
    return asked === null ? '' : `${name.replace(/\.$/, '')} has no ${typeText(asked)} record\n`;
  }
  return message.answers.map((record) => `${sentence(record)}\n`).join('');
}

function sentence(record: DnsRecord): string {
  const words = WORDS[record.type] ?? `has ${typeText(record.type)} record`;
  return `${record.name === '' ? '.' : record.name} ${words} ${dataText(record.data)}`;
}

export function notFoundText(name: string, rcode: number): string {
  return `Host ${name} not found: ${rcode}(${rcodeText(rcode)})\n`;
}

export function serverBlock(server: Server): string {
  return `Using domain server:\nName: ${server.name}\nAddress: ${serverText(server)}\nAliases: \n\n`;
}

/** -v: the message as dig would print it. */
export function longText(message: DnsMessage): string {
  const records = (list: readonly DnsRecord[]) => {
    return list.filter(({ type }) => type !== DnsType.OPT).map((record) => recordLine(record, STYLE));
  };
  const questions = message.questions.map((question) => questionLine(question, STYLE));
  return (
    headerText(message) +
    section('QUESTION', questions, true) +
    section('ANSWER', records(message.answers), true) +
    section('AUTHORITY', records(message.authorities), true) +
    section('ADDITIONAL', records(message.additionals), true)
  );
}
