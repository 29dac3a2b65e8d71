/** The command line of busybox's nslookup. */
import { DNS_PORT, DnsType } from '../../../wire/dns';
import { usageOf } from '../../busybox/about';
import { reverseText } from '../client';
import { parseType } from '../record-text';

export interface NslookupCommand {
  readonly host: string;
  readonly server: string | null;
  readonly port: number;
  readonly types: readonly number[];
  /** Seconds for each server, and how often it is asked in them. */
  readonly timeout: number;
  readonly retries: number;
}

const USAGE = usageOf(`nslookup [-type=QUERY_TYPE] [-debug] HOST [DNS_SERVER]

Query DNS about HOST

QUERY_TYPE: soa,ns,a,aaaa,cname,mx,txt,ptr,srv,any`);
const TYPES = ['soa', 'ns', 'a', 'aaaa', 'cname', 'mx', 'txt', 'ptr', 'srv', 'any'];

/** What the command line asks for, or what is said instead. */
export function parseNslookup(args: readonly string[]): NslookupCommand | { readonly err: string } {
  const types: number[] = [];
  let [timeout, retries, port] = [5, 2, DNS_PORT];
  let i = 0;
  for (; i < args.length && /^-./.test(args[i]!); i++) {
    const [keyword = '', value] = args[i]!.slice(1).split('=');
    if (value === undefined && keyword === 'debug') continue;
    if (value === undefined) return { err: USAGE };
    if (keyword === 'timeout') timeout = Number(value) || timeout;
    else if (keyword === 'retry') retries = Number(value) || retries;
    else if (keyword === 'port') port = Number(value) || port;
    else if (keyword === 'type' || keyword === 'querytype' || keyword === 'query' || keyword === 'q') {
      const type = TYPES.includes(value.toLowerCase()) ? parseType(value) : null;
      if (type === null) return { err: `nslookup: invalid query type "${value}"\n` };
      types.push(type);
    } else return { err: USAGE };
  }
  const [host, server, more] = args.slice(i);
  if (host === undefined || more !== undefined) return { err: USAGE };
  const [name = null, own] = server?.split(':') ?? [];
  return { host, server: name, port: own === undefined ? port : Number(own), types, timeout, retries };
}

/** The questions: A and AAAA where no type was given, the name of an address; a name without dots in every search domain. */
export function queriesOf(command: NslookupCommand, search: readonly string[]): { name: string; type: number }[] {
  const { host, types } = command;
  const reverse = types.length === 0 ? reverseText(host, false) : null;
  if (reverse !== null) return [{ name: reverse, type: DnsType.PTR }];
  const names = host.includes('.') || search.length === 0 ? [host] : search.map((domain) => `${host}.${domain}`);
  return (types.length === 0 ? [DnsType.A, DnsType.AAAA] : types).flatMap((type) =>
    names.map((name) => ({ name, type })),
  );
}
