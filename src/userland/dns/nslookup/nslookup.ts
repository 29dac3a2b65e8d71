/** `nslookup` of BIND 9.18 (bin/dig/nslookup.c): one name; the interactive way is left out. */
import { type DnsMessage, DnsType, Rcode } from '../../../wire/dns';
import { program, type Sys } from '../../program';
import {
  canonicalName,
  type Client,
  clientData,
  type ClientData,
  clientEvent,
  illegalName,
  relative,
  requestFor,
  reverseText,
  searchNames,
  startClient,
} from '../client';
import type { Request } from '../exchange';
import { rcodeText } from '../record-text';
import { NSLOOKUP_USAGE, type NslookupCommand, parseNslookup } from './options';
import { debugText, recordsText, serverBlock } from './text';

interface NslookupData extends ClientData {
  readonly command: NslookupCommand;
  type: number;
  /** The name whose AAAA records are still to be asked for. */
  following: string | null;
  begun: boolean;
  /** Whether A records were found: without them, and AAAA records, there is no answer. */
  found: boolean;
}

/** An internal error, as dighost's `fatal` ends. */
const INTERNAL = 10;

export const nslookup = program<NslookupData>({
  name: 'nslookup',
  start: (sys) => {
    const command = parseNslookup(sys.args);
    if (command === 'usage') {
      sys.err(NSLOOKUP_USAGE);
      return 1;
    }
    if (command === null) return 0;
    sys.out(command.complaints);
    const data: NslookupData = {
      ...clientData(command.server === null ? [] : [command.server]),
      command,
      type: command.type ?? DnsType.A,
      following: null,
      begun: false,
      found: false,
    };
    startClient(sys, client, data);
    return data;
  },
  on: (sys, data, event) => {
    clientEvent(sys, client, data, event);
  },
});

const client: Client<NslookupData> = {
  name: 'nslookup',
  next: (sys, data) => {
    data.names.shift();
    if (data.names.length === 0 && !chooseNames(sys, data)) return null;
    return requestOf(sys, data);
  },
  comments: () => true,
  answered: (sys, data, { message, server }) => {
    if (message.rcode === Rcode.NXDomain && data.names.length > 1) return;
    const name = data.names[0] ?? '';
    data.names.length = 0;
    const isFirst = data.command.type !== null || data.type === DnsType.A;
    if (isFirst) sys.out(serverBlock(server));
    if (data.command.debug) sys.out(debugText(message));
    if (message.rcode !== Rcode.NoError) {
      sys.out(`** server can't find ${relative(name)}: ${rcodeText(message.rcode)}\n`);
      data.status = 1;
      return;
    }
    if (data.command.type === null && data.type === DnsType.A) data.following = canonicalName(message, name);
    if (!message.authoritative && isFirst) sys.out('Non-authoritative answer:\n');
    sys.out(answersText(data, message, name));
  },
  failed: (sys, data) => {
    sys.out(';; no servers could be reached\n');
    data.names.length = 0;
    data.status = 1;
  },
};

function answersText(data: NslookupData, message: DnsMessage, name: string): string {
  const isAddress = data.type === DnsType.A || data.type === DnsType.AAAA;
  let text = recordsText(message.answers, true);
  if (text !== '') data.found = true;
  else if (data.following === null && !data.found) text = `*** Can't find ${relative(name)}: No answer\n`;
  if (message.authoritative || isAddress) return text;
  const authorities = recordsText(message.authorities, false) + recordsText(message.additionals, false);
  return `${text}\nAuthoritative answers can be found from:\n${authorities}`;
}

/** The next names to ask for; false, and an empty line, where nothing is left to do. */
function chooseNames(sys: Sys, data: NslookupData): boolean {
  if (data.following !== null) {
    data.names = [data.following];
    data.type = DnsType.AAAA;
    data.following = null;
    return true;
  }
  if (data.begun) {
    sys.out('\n');
    return false;
  }
  data.begun = true;
  const { name, search, ndots, type } = data.command;
  const illegal = illegalName(name);
  if (illegal !== null) {
    sys.err(`nslookup: '${name}' is not a legal name (${illegal})\n`);
    data.status = INTERNAL;
    return false;
  }
  const reverse = type === null || type === DnsType.PTR ? reverseText(name, false) : null;
  if (reverse !== null) data.type = DnsType.PTR;
  data.names = reverse === null ? searchNames(sys, name, search, ndots) : [reverse];
  return true;
}

function requestOf(sys: Sys, data: NslookupData): Request {
  const { command, type } = data;
  const stream = command.stream || command.type === DnsType.ANY;
  const request = requestFor(sys, data, command, { type, stream, tries: 3 });
  return { ...request, skipServfail: command.skipServfail, checkRecursion: true };
}
