/** Receive windows: what is offered at first and later (net/ipv4/tcp_output.c, `tcp_select_initial_window`, `__tcp_select_window`). */
import type { TcpControl } from './control';
import { WINDOW_SCALE } from './control';
import { seqAdd, seqDiff } from './sequence';

/** What the buffer of a new connection holds (the middle of net.ipv4.tcp_rmem). */
const BUFFER = 131_072;
const UNSCALED_MOST = 0xffff;

/** The window of a SYN or SYN-ACK: as many whole segments as 65535 bytes are. */
export function initialWindow(mss: number): number {
  return UNSCALED_MOST - (UNSCALED_MOST % mss);
}

/** The window that goes with the next segment; it never takes back what was offered. */
export function selectWindow(tcp: TcpControl): number {
  const grain = tcp.scaled ? 1 << WINDOW_SCALE : 1;
  const free = BUFFER - tcp.inboxBytes;
  const offered = Math.max(0, seqDiff(seqAdd(tcp.rcvWup, tcp.rcvWnd), tcp.rcvNxt));
  let window = Math.min(free, tcp.rcvSpace);
  if (free < BUFFER / 2 && (free < BUFFER / 16 || free < tcp.rcvMss)) window = 0;
  window = Math.ceil(Math.max(window, offered) / grain) * grain;
  return tcp.scaled ? window : Math.min(window, UNSCALED_MOST);
}

/** The field of the header that says the window. */
export function windowField(tcp: TcpControl, window: number): number {
  return tcp.scaled ? window >> WINDOW_SCALE : Math.min(window, UNSCALED_MOST);
}
