/** What dig prints of a message (bin/dig/dig.c, lib/dns/message.c). */
import { formatIpv4 } from '../../../base/ipv4';
import type { Micros } from '../../../sim/clock';
import type { DnsMessage, DnsRecord } from '../../../wire/dns';
import { DnsType } from '../../../wire/dns';
import { formatDate } from '../../time';
import { type Reply, serverText } from '../exchange';
import { dataText, hexText, questionLine, rcodeText, recordLine } from '../record-text';
import type { DigDisplay } from './question';
import { DIG_VERSION } from './usage';

const OPCODES = ['QUERY', 'IQUERY', 'STATUS', 'RESERVED3', 'NOTIFY', 'UPDATE'];
const COOKIE_OPTION = 10;

/** The lines before the first answer: the command line, and how many addresses the server has. */
export function greetingText(args: readonly string[], servers: number | null): string {
  const found = servers === null ? '' : `; (${servers} server${servers === 1 ? '' : 's'} found)\n`;
  const line = ['', ...args].join(' ');
  return `\n; <<>> ${DIG_VERSION} <<>>${line}\n${found};; global options: +cmd\n`;
}

/** +short: the data of every answer, a line each. */
export function shortText(reply: Reply, identify: boolean): string {
  const from = ` from server ${formatIpv4(reply.server.ip)} in ${millis(reply.elapsed)} ms.`;
  return reply.message.answers.map(({ data }) => `${dataText(data)}${identify ? from : ''}\n`).join('');
}

/** `cookie` is what the query sent, to be compared with what came back. */
export function messageText(message: DnsMessage, display: DigDisplay, cookie: Uint8Array | null): string {
  const { comments } = display;
  const parts: string[] = [];
  if (comments) parts.push(message.response ? ';; Got answer:\n' : ';; Sending:\n', headerText(message));
  const opt = message.additionals.find(({ type }) => type === DnsType.OPT);
  if (comments && opt !== undefined) parts.push(optText(opt, message.response ? cookie : null));
  if (display.question) {
    parts.push(
      section(
        'QUESTION',
        message.questions.map((one) => questionLine(one, display)),
        comments,
      ),
    );
  }
  const records = (list: readonly DnsRecord[]) => {
    return list.filter(({ type }) => type !== DnsType.OPT).map((record) => recordLine(record, display));
  };
  if (display.answer) parts.push(section('ANSWER', records(message.answers), comments));
  if (display.authority) parts.push(section('AUTHORITY', records(message.authorities), comments));
  if (display.additional) parts.push(section('ADDITIONAL', records(message.additionals), comments));
  return parts.join('');
}

/** The two header lines, without a title: host prints them too. */
export function headerText(message: DnsMessage): string {
  const flags = [
    message.response && 'qr',
    message.authoritative && 'aa',
    message.truncated && 'tc',
    message.recursionDesired && 'rd',
    message.recursionAvailable && 'ra',
    message.authenticData && 'ad',
    message.checkingDisabled && 'cd',
  ].filter((flag) => flag !== false);
  const { questions, answers, authorities, additionals } = message;
  const counts = `QUERY: ${questions.length}, ANSWER: ${answers.length}, AUTHORITY: ${authorities.length}, ADDITIONAL: ${additionals.length}`;
  const opcode = OPCODES[message.opcode] ?? `RESERVED${message.opcode}`;
  const warning =
    message.response && message.recursionDesired && !message.recursionAvailable
      ? ';; WARNING: recursion requested but not available\n'
      : '';
  return (
    `;; ->>HEADER<<- opcode: ${opcode}, status: ${rcodeText(message.rcode)}, id: ${message.id}\n` +
    `;; flags:${flags.map((flag) => ` ${flag}`).join('')}; ${counts}\n${warning}\n`
  );
}

/** A section with its title and the empty line behind it, or its lines alone; nothing where it is empty. */
export function section(title: string, lines: readonly string[], titled: boolean): string {
  if (lines.length === 0) return '';
  const body = lines.map((line) => `${line}\n`).join('');
  return titled ? `;; ${title} SECTION:\n${body}\n` : body;
}

function optText(opt: DnsRecord, sent: Uint8Array | null): string {
  const version = (opt.ttl >>> 16) & 255;
  const flags = opt.ttl & 0x8000 ? ' do' : '';
  const head = `;; OPT PSEUDOSECTION:\n; EDNS: version: ${version}, flags:${flags}; udp: ${opt.class}\n`;
  if (opt.data.kind !== 'OPT') return head;
  const lines = opt.data.options.map(({ code, data }) =>
    code === COOKIE_OPTION ? `; COOKIE: ${hexText(data)}${verdict(data, sent)}\n` : `; OPT=${code}: ${spaced(data)}\n`,
  );
  return head + lines.join('');
}

/** What the server made of our cookie. */
function verdict(cookie: Uint8Array, sent: Uint8Array | null): string {
  if (sent === null) return '';
  if (!sent.every((byte, i) => cookie[i] === byte)) return ' (bad)';
  return cookie.length === sent.length ? ' (echoed)' : ' (good)';
}

function spaced(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
}

/** The four lines at the end. */
export function statsText(reply: Reply, at: Micros, microseconds: boolean): string {
  const { server } = reply;
  const time = microseconds ? `${reply.elapsed} usec` : `${millis(reply.elapsed)} msec`;
  return (
    `;; Query time: ${time}\n` +
    `;; SERVER: ${serverText(server)}(${server.name}) (${reply.stream ? 'TCP' : 'UDP'})\n` +
    `;; WHEN: ${formatDate(at)}\n` +
    `;; MSG SIZE  rcvd: ${reply.size}\n\n`
  );
}

function millis(elapsed: Micros): number {
  return Math.floor(elapsed / 1000);
}
