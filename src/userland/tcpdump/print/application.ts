/** What TCP carries on the ports that tcpdump knows: DNS, and protocols of text lines (print-tcp.c, print.c `txtproto_print`). */
import { behind, type Line, type Span } from './line';
import { domainPrint } from './domain';

interface TextProtocol {
  readonly name: string;
  /** Words that begin a message; without any of them it is only named. None: every line is shown. */
  readonly commands: readonly string[] | null;
  readonly version: string | null;
}

const HTTP: TextProtocol = {
  name: 'HTTP',
  commands:
    'GET PUT COPY HEAD LOCK MOVE POLL POST BCOPY BMOVE MKCOL TRACE LABEL MERGE DELETE SEARCH UNLOCK REPORT UPDATE NOTIFY BDELETE CONNECT OPTIONS CHECKIN PROPFIND CHECKOUT CCM_POST SUBSCRIBE PROPPATCH BPROPFIND BPROPPATCH UNCHECKOUT MKACTIVITY MKWORKSPACE UNSUBSCRIBE RPC_CONNECT VERSION-CONTROL BASELINE-CONTROL'.split(
      ' ',
    ),
  version: 'HTTP/',
};
const TEXT: Readonly<Record<number, TextProtocol>> = {
  21: { name: 'FTP', commands: null, version: null },
  25: { name: 'SMTP', commands: null, version: null },
  80: HTTP,
  8080: HTTP,
};
const SSH = 22;
const REDIS = 6379;
const DOMAIN = 53;

/** What the segment carries, where one of its ports says what that is. */
export function applicationPrint(line: Line, span: Span, srcPort: number, dstPort: number): void {
  const isOn = (port: number) => srcPort === port || dstPort === port;
  const text = TEXT[srcPort] ?? TEXT[dstPort];
  if (isOn(DOMAIN) && span.length > 2) {
    line.print(' ');
    domainPrint(line, behind(span, 2));
  } else if (isOn(SSH)) sshPrint(line, span);
  else if (isOn(REDIS)) redisPrint(line, span);
  else if (text !== undefined) {
    line.print(': ');
    textPrint(line, span, text);
  }
}

function textPrint(line: Line, span: Span, protocol: TextProtocol): void {
  line.print(protocol.name);
  if (!isMessage(span, protocol)) return;
  const { verbose } = line.style;
  if (verbose > 0) line.print(`, length: ${span.length}`);
  let from = span.at;
  while (from < span.at + span.length) {
    const read = lineAt(span, from);
    if (read.end === 'binary') return;
    if (read.end !== 'missing') line.print(`${verbose > 0 ? '\n\t' : ': '}${read.shown}`);
    if (read.end !== 'here') {
      line.truncate(protocol.name.toLowerCase());
      return;
    }
    if (verbose === 0) return;
    from = read.next;
  }
}

/** Whether it begins with a command, or with a version and a status of three digits. */
function isMessage({ bytes, at, length }: Span, { commands, version }: TextProtocol): boolean {
  if (commands === null) return true;
  const head = String.fromCharCode(...bytes.subarray(at, Math.min(at + length, at + 64)));
  const word = /^\S+/.exec(head)?.[0] ?? '';
  if (commands.includes(word.toUpperCase())) return true;
  return version !== null && word.startsWith(version) && /^\S+\s+\d{3}(\s|$)/.test(head);
}

interface TextLine {
  readonly shown: string;
  readonly next: number;
  /** Its end is here; or the segment's is, or that of what was captured of it; or it is no text. */
  readonly end: 'here' | 'segment' | 'missing' | 'binary';
}

/** The line that begins at `from` (`print_txt_line`). */
function lineAt({ bytes, at, length }: Span, from: number): TextLine {
  let shown = '';
  for (let i = from; i < at + length; i++) {
    const byte = bytes[i];
    if (byte === undefined) return { shown, next: i, end: 'missing' };
    if (byte === 10) return { shown, next: i + 1, end: 'here' };
    if (byte === 13 && bytes[i + 1] === 10 && i + 1 < at + length) return { shown, next: i + 2, end: 'here' };
    if (byte !== 9 && (byte < 32 || byte > 126)) return { shown, next: at + length, end: 'binary' };
    shown += String.fromCharCode(byte);
  }
  return { shown, next: at + length, end: 'segment' };
}

/** Only lines of text are shown: the exchange of versions (print-ssh.c). */
function sshPrint(line: Line, span: Span): void {
  const { shown, end } = lineAt(span, span.at);
  if (end === 'here' && shown !== '') line.print(`: SSH: ${shown}`);
}

/** The serialisation of Redis (print-resp.c): its strings, numbers and arrays. */
function redisPrint(line: Line, span: Span): void {
  line.print(': RESP');
  const end = Math.min(span.at + span.length, span.bytes.length);
  let from = span.at;
  while (from < end) {
    const kind = String.fromCharCode(span.bytes[from]!);
    const { shown, next } = lineAt(span, from);
    const value = shown.slice(1);
    from = Math.max(next, from + 1);
    if (kind === '+') line.print(` "${value}"`);
    else if (kind === '-') line.print(` "${value}"`);
    else if (kind === ':') line.print(` ${value}`);
    else if (kind === '$') {
      const size = Number(value);
      if (size < 0) line.print(' null');
      else line.print(` "${String.fromCharCode(...span.bytes.subarray(from, Math.min(from + size, end)))}"`);
      from += Math.max(size, 0) + 2;
    } else if (kind !== '*') return;
  }
}
