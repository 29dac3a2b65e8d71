/** One connection through the proxy: bytes go both ways, and an end of one direction is passed on (docker-proxy `tcp_proxy.go`). */
import { accept, close, connect, connected, openTcp, receive, send, shutdown } from '../../kernel/socket/calls';
import type { Sys } from '../../userland/program';
import type { ProxyData, Relay, Way } from './proxy-data';

const way = (from: string, to: string): Way => ({ from, to, pending: new Uint8Array(0), ended: false, passed: false });

/** Takes every client that waits, and begins a connection to the container for each. */
export function acceptClients(sys: Sys, data: ProxyData): void {
  for (let got = accept(sys, data.front); typeof got !== 'string'; got = accept(sys, data.front)) {
    const client = got.socket;
    const backend = openTcp(sys, sys.process.pid);
    const failed = connect(sys, backend, data.container.ip, data.container.port);
    if (failed !== null && failed !== 'EINPROGRESS') {
      close(sys, backend);
      close(sys, client);
      continue;
    }
    const relay: Relay = {
      client,
      backend,
      joined: false,
      inward: way(client, backend),
      outward: way(backend, client),
    };
    data.relays[client] = relay;
    data.relays[backend] = relay;
  }
}

/** One of the two sockets has something to say. */
export function relayEvent(sys: Sys, relays: Record<string, Relay>, socket: string): void {
  const relay = relays[socket];
  if (relay === undefined) return;
  if (!relay.joined) {
    const failed = connected(sys, relay.backend);
    if (failed === 'EINPROGRESS') return;
    if (failed !== null) {
      end(sys, relays, relay);
      return;
    }
    relay.joined = true;
  }
  carry(sys, relay.inward);
  carry(sys, relay.outward);
  if (relay.inward.passed && relay.outward.passed) end(sys, relays, relay);
}

/** Reads what has come and sends what the other side takes. */
function carry(sys: Sys, direction: Way): void {
  while (!direction.passed) {
    if (direction.pending.length > 0) {
      const taken = send(sys, direction.to, direction.pending);
      if (typeof taken === 'string' && taken !== 'EAGAIN') {
        direction.ended = true;
        direction.pending = new Uint8Array(0);
        continue;
      }
      const count = typeof taken === 'number' ? taken : 0;
      direction.pending = direction.pending.slice(count);
      if (direction.pending.length > 0) return;
    }
    if (direction.ended) {
      shutdown(sys, direction.from, 'read');
      shutdown(sys, direction.to, 'write');
      direction.passed = true;
      return;
    }
    const got = receive(sys, direction.from);
    if (got === 'EAGAIN') return;
    if (typeof got === 'string' || got.length === 0) direction.ended = true;
    else direction.pending = got;
  }
}

function end(sys: Sys, relays: Record<string, Relay>, relay: Relay): void {
  close(sys, relay.client);
  close(sys, relay.backend);
  delete relays[relay.client];
  delete relays[relay.backend];
}
