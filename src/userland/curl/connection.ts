/** How curl comes by a connection: the host's addresses, one after the other (lib/connect.c). */
import { formatIpv4, type Ipv4, IPV4_LOOPBACK, parseIpv4 } from '../../base/ipv4';
import { type Errno, strerror } from '../../kernel/errno';
import { linkByName } from '../../kernel/netns';
import { bind, close, connect, connected, localAddress, openTcp, setOptions } from '../../kernel/socket/calls';
import { MILLISECOND, SECOND } from '../../sim/clock';
import { DnsType } from '../../wire/dns';
import type { Sys } from '../program';
import { BOTH_FAMILIES, startLookup } from '../resolver/resolver';
import type { CurlEvent } from './curl.machine';
import { CONNECT_TIMER, elapsed, fail, note } from './telling';
import type { CurlData } from './transfer';

/** Looks the host up, unless --resolve says where it is; curl itself knows localhost. */
export function resolve(sys: Sys, data: CurlData): CurlEvent | null {
  const { options, transfer } = data;
  const host = transfer.url?.host ?? '';
  if (options.connectTimeout !== null && options.connectTimeout > 0) {
    sys.timer(CONNECT_TIMER, options.connectTimeout * SECOND + MILLISECOND);
  }
  transfer.connection = data.connections++;
  const known = options.resolve.find((one) => one.host === host && one.port === transfer.url?.port);
  if (known !== undefined) {
    note(sys, data, `Hostname ${host} was found in DNS cache`);
    transfer.addresses = [known.ip];
    transfer.addresses6 = [];
    return 'resolved';
  }
  if (host === 'localhost') {
    transfer.addresses = options.family === 6 ? [] : [IPV4_LOOPBACK];
    transfer.addresses6 = options.family === 4 ? [] : ['::1'];
    return 'resolved';
  }
  const types = options.family === 4 ? [DnsType.A] : options.family === 6 ? [DnsType.AAAA] : BOTH_FAMILIES;
  transfer.lookup = startLookup(sys, host, types);
  return lookedUp(sys, data);
}

/** The host's addresses are known, or that it has none. */
export function lookedUp(sys: Sys, data: CurlData): CurlEvent | null {
  const { transfer, options } = data;
  const result = transfer.lookup?.result ?? null;
  if (result === null) return null;
  transfer.lookup = null;
  const addresses = result.ok && options.family !== 6 ? result.addresses : [];
  const addresses6 = result.ok && options.family !== 4 ? result.addresses6 : [];
  if (addresses.length + addresses6.length === 0) {
    return fail(sys, data, 6, `Could not resolve host: ${transfer.url?.host ?? ''}`);
  }
  transfer.lookedUp = sys.k.clock.now;
  transfer.addresses = addresses;
  transfer.addresses6 = addresses6;
  transfer.address = 0;
  return 'resolved';
}

/** Connects to the address whose turn it is. */
export function dial(sys: Sys, data: CurlData): CurlEvent | null {
  const { transfer, options } = data;
  const port = transfer.url?.port ?? 0;
  if (transfer.socket !== null) close(sys, transfer.socket);
  transfer.socket = null;
  const ip = transfer.addresses[transfer.address];
  if (ip === undefined) {
    const six = transfer.addresses6[transfer.address - transfer.addresses.length] ?? '';
    note(sys, data, `  Trying [${six}]:${port}...`);
    return missed(sys, data, six, six === '::1' ? 'EADDRNOTAVAIL' : 'ENETUNREACH', true);
  }
  note(sys, data, `  Trying ${formatIpv4(ip)}:${port}...`);
  const socket = openTcp(sys, sys.process.pid);
  transfer.socket = socket;
  setOptions(sys, socket, { noDelay: true });
  const unbound =
    options.source === null && options.localPorts === null
      ? null
      : bindTo(sys, data, socket, options.source ?? '0.0.0.0');
  if (unbound !== null) return unbound;
  const result = connect(sys, socket, ip, port);
  return result === 'EINPROGRESS' ? null : missed(sys, data, formatIpv4(ip), result ?? 'EINVAL', true);
}

/** The first port of --local-port that is free. */
function bindPort(sys: Sys, socket: string, ip: Ipv4, [first, last]: readonly [number, number]): Errno | null {
  let failed = bind(sys, socket, ip, first);
  for (let port = first + 1; failed === 'EADDRINUSE' && port <= last; port++) failed = bind(sys, socket, ip, port);
  return failed;
}

/** --interface: an address, or a device; --local-port. */
function bindTo(sys: Sys, data: CurlData, socket: string, source: string): CurlEvent | null {
  const ip = parseIpv4(source);
  const link = linkByName(sys.ns, source);
  const failed =
    ip !== null
      ? bindPort(sys, socket, ip, data.options.localPorts ?? [0, 0])
      : link === null
        ? 'ENODEV'
        : (setOptions(sys, socket, { device: link.id }) ??
          (data.options.localPorts === null ? null : bindPort(sys, socket, 0, data.options.localPorts)));
  if (failed === null) return null;
  const why =
    failed === 'ENODEV'
      ? `Couldn't bind to '${source}'`
      : `bind failed with errno ${failed === 'EADDRINUSE' ? 98 : 99}: ${strerror(failed)}`;
  return fail(sys, data, 45, why);
}

/** An address did not answer: the next one, or the end. */
function missed(sys: Sys, data: CurlData, address: string, errno: Errno, immediate: boolean): CurlEvent {
  const { transfer } = data;
  const { host = '', port = 0 } = transfer.url ?? {};
  note(
    sys,
    data,
    immediate
      ? `Immediate connect fail for ${address}: ${strerror(errno)}`
      : `connect to ${address} port ${port} failed: ${strerror(errno)}`,
  );
  transfer.address++;
  if (transfer.address < transfer.addresses.length + transfer.addresses6.length) return 'refused';
  const text = `Failed to connect to ${host} port ${port} after ${elapsed(sys, data)} ms: Couldn't connect to server`;
  return fail(sys, data, errno === 'ETIMEDOUT' ? 28 : 7, text);
}

/** The connection under way is up, or has failed. */
export function answered(sys: Sys, data: CurlData): CurlEvent | null {
  const { transfer } = data;
  const result = connected(sys, transfer.socket ?? '');
  const address = formatIpv4(transfer.addresses[transfer.address] ?? 0);
  if (result === 'EINPROGRESS') return null;
  if (result !== null) {
    return missed(sys, data, address, result, false);
  }
  const { host = '', port = 0 } = transfer.url ?? {};
  sys.cancel(CONNECT_TIMER);
  transfer.connects++;
  transfer.connected = sys.k.clock.now;
  transfer.local = localAddress(sys, transfer.socket ?? '');
  note(sys, data, `Connected to ${host} (${address}) port ${port} (#${transfer.connection})`);
  return 'connected';
}
