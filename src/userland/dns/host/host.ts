/** `host` of BIND 9.18 (bin/dig/host.c). */
import { formatIpv4 } from '../../../base/ipv4';
import { DnsType, Rcode } from '../../../wire/dns';
import { program, type Sys } from '../../program';
import {
  canonicalName,
  type Client,
  clientData,
  type ClientData,
  clientEvent,
  illegalName,
  requestFor,
  reverseText,
  searchNames,
  startClient,
} from '../client';
import type { Reply } from '../exchange';
import { type HostCommand, parseHost } from './options';
import { answerLines, longText, notFoundText, serverBlock } from './text';

interface HostData extends ClientData {
  readonly command: HostCommand;
  type: number;
  /** Types still to be asked for, under the name that the first answer gave. */
  readonly following: { readonly name: string; readonly type: number }[];
  begun: boolean;
  introduced: boolean;
}

export const host = program<HostData>({
  name: 'host',
  start: (sys) => {
    const command = parseHost(sys.args);
    if ('err' in command) {
      sys.err(command.err);
      return command.status;
    }
    const data: HostData = {
      ...clientData(command.server === null ? [] : [command.server]),
      command,
      type: command.type ?? DnsType.A,
      following: [],
      begun: false,
      introduced: false,
    };
    startClient(sys, client, data);
    return data;
  },
  on: (sys, data, event) => {
    clientEvent(sys, client, data, event);
  },
});

const client: Client<HostData> = {
  name: 'host',
  next: (sys, data) => {
    data.names.shift();
    if (data.names.length === 0 && !chooseNames(sys, data)) return null;
    const { type, command } = data;
    return requestFor(sys, data, command, { type, stream: command.stream, tries: 2 });
  },
  comments: () => true,
  sent: (sys, data) => {
    if (data.command.verbose) sys.out(`Trying "${shown(data)}"\n`);
  },
  answered: (sys, data, reply) => {
    const { message } = reply;
    introduce(sys, data, reply);
    if (message.rcode === Rcode.NXDomain && data.names.length > 1) return;
    const name = data.names[0] ?? '';
    data.names.length = 0;
    const received = data.command.verbose ? receivedText(reply) : '';
    if (message.rcode !== Rcode.NoError) {
      data.status = 1;
      sys.out(notFoundText(name, message.rcode) + received + received);
      return;
    }
    if (data.command.type === null && data.type === DnsType.A && !isReverse(data)) {
      const canonical = canonicalName(message, name);
      data.following.push({ name: canonical, type: DnsType.AAAA }, { name: canonical, type: DnsType.MX });
    }
    if (data.command.verbose) sys.out(longText(message) + received);
    else sys.out(answerLines(message, name, data.command.type));
  },
  failed: (sys, data) => {
    sys.out(';; no servers could be reached\n');
    data.names.length = 0;
    data.status = 1;
  },
};

function isReverse(data: HostData): boolean {
  return reverseText(data.command.name, false) !== null;
}

/** The name as a trace gives it, without its last dot. */
function shown(data: HostData): string {
  return (data.names[0] ?? '').replace(/\.$/, '');
}

/** The next names to ask for; false where nothing is left to do. */
function chooseNames(sys: Sys, data: HostData): boolean {
  const following = data.following.shift();
  if (following !== undefined) {
    data.names = [following.name];
    data.type = following.type;
    return true;
  }
  if (data.begun) return false;
  data.begun = true;
  const { name, ndots, type } = data.command;
  const reverse = reverseText(name, false);
  const illegal = illegalName(name);
  if (illegal !== null) {
    sys.err(`host: '${name}' is not a legal name (${illegal})\n`);
    data.status = 1;
    return false;
  }
  if (reverse !== null && type === null) data.type = DnsType.PTR;
  data.names = reverse === null ? searchNames(sys, name, true, ndots) : [reverse];
  return true;
}

/** Which server it is, once, where it was named. */
function introduce(sys: Sys, data: HostData, reply: Reply): void {
  if (data.introduced || data.command.server === null) return;
  data.introduced = true;
  sys.out(serverBlock(reply.server));
}

function receivedText(reply: Reply): string {
  const { ip, port } = reply.server;
  return `Received ${reply.size} bytes from ${formatIpv4(ip)}#${port} in ${Math.floor(reply.elapsed / 1000)} ms\n`;
}
