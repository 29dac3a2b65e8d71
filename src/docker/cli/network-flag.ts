/** The value of `--network` of `run`, `create` and `service create` (cli `opts/network.go`). */
import { readCsv } from './csv';

/** One network that is asked for, and how to be on it. */
export interface NetworkAttachment {
  target: string;
  aliases: string[];
  ipv4: string;
  macAddress: string;
  driverOptions: Record<string, string>;
  gatewayPriority: number;
}

type Take = (attachment: NetworkAttachment, value: string) => string | null;

const ignored: Take = () => null;

/** What each field does; a sentence where its value is wrong. */
const FIELDS: Readonly<Record<string, Take>> = {
  name: (attachment, value) => {
    attachment.target = value;
    return null;
  },
  alias: (attachment, value) => {
    attachment.aliases.push(value);
    return null;
  },
  ip: (attachment, value) => {
    attachment.ipv4 = value;
    return null;
  },
  ip6: ignored,
  'link-local-ip': ignored,
  'mac-address': (attachment, value) => {
    attachment.macAddress = value;
    return null;
  },
  'driver-opt': ({ driverOptions }, value) => {
    const [key, setting] = cut(value);
    if (setting === null || key === '') return 'invalid key value pair format in driver options';
    driverOptions[key.trim()] = setting.trim();
    return null;
  },
  'gw-priority': (attachment, value) => {
    if (!/^[+-]?\d+$/.test(value)) return `invalid gw-priority (${value}): invalid syntax`;
    if (BigInt.asIntN(64, BigInt(value.replace('+', ''))) !== BigInt(value.replace('+', '')))
      return `invalid gw-priority (${value}): value out of range`;
    attachment.gatewayPriority = Number(value);
    return null;
  },
};

/** What stands before the first `=` and after it; null where there is none. */
function cut(text: string): [string, string | null] {
  const at = text.indexOf('=');
  return at < 0 ? [text, null] : [text.slice(0, at), text.slice(at + 1)];
}

/** `NAME`, or `name=NAME,alias=A,ip=1.2.3.4` where something stands on both sides of a `=`; a sentence where that is wrong. Letters of the long form are made small. */
export function parseNetworkFlag(text: string): NetworkAttachment | string {
  const attachment: NetworkAttachment = {
    target: text,
    aliases: [],
    ipv4: '',
    macAddress: '',
    driverOptions: {},
    gatewayPriority: 0,
  };
  if (!/\w=\w/.test(text)) return attachment;
  attachment.target = '';
  const fields = readCsv(text);
  if (typeof fields === 'string') return fields;
  for (const field of fields) {
    const [key, value] = cut(field.toLowerCase());
    if (value === null || key === '') return `invalid field ${field}`;
    const name = key.trim();
    const take = Object.hasOwn(FIELDS, name) ? FIELDS[name] : undefined;
    const wrong = take === undefined ? `invalid field key ${name}` : take(attachment, value.trim());
    if (wrong !== null) return wrong;
  }
  return attachment.target === '' ? 'network name/id is not specified' : attachment;
}
