/** Telling a process that its socket has something for it (`sk_data_ready`, `sk_error_report`). */
import { type Kernel, later } from '../kernel';
import type { Socket } from './socket';

/** The time a process takes to wake up and read. */
const WAKE = 5;

export function wake(k: Kernel, socket: Socket): void {
  if (socket.pid !== null) later(k, WAKE, { type: 'socket.wake', pid: socket.pid, socket: socket.id });
}
