/** Timers of a connection, as the kernel's timer wheel lets them go off (kernel/time/timer.c): late by up to an eighth. */
import { type Micros, MILLISECOND } from '../../../sim/clock';
import { type Kernel, later } from '../../kernel';
import type { Netns } from '../../netns';
import type { TcpSocket } from '../socket';
import type { Alarm, AlarmName } from './control';

/** CONFIG_HZ=250. */
const JIFFY = 4 * MILLISECOND;
/** Distances in jiffies from which each level of the wheel is used; a level is eight times as coarse as the one before. */
const LEVELS = [63, 504, 4032, 32_256, 258_048];

/** When a timer goes off that is set now for `delay` from now (`calc_wheel_index`). */
function wheelExpiry(now: Micros, delay: Micros): Micros {
  const clock = Math.floor(now / JIFFY);
  const distance = Math.ceil(delay / JIFFY);
  const level = LEVELS.filter((start) => distance >= start).length;
  const grain = 8 ** level;
  return Math.floor((clock + distance + grain) / grain) * grain * JIFFY;
}

/** Sets the timer, in the place of an earlier setting. */
export function setAlarm(k: Kernel, ns: Netns, socket: TcpSocket, name: AlarmName, delay: Micros): void {
  const alarm = socket.tcp.alarms[name];
  alarm.due = wheelExpiry(k.clock.now, delay);
  if (alarm.stamp < 0 || alarm.at > alarm.due) start(k, ns, socket.id, name, alarm);
}

function start(k: Kernel, ns: Netns, socket: string, timer: AlarmName, alarm: Alarm): void {
  alarm.at = alarm.due;
  alarm.stamp = k.clock.seq;
  later(k, alarm.due - k.clock.now, { type: 'tcp.timer', ns: ns.id, socket, timer, stamp: alarm.stamp });
}

export function stopAlarm(socket: TcpSocket, name: AlarmName): void {
  socket.tcp.alarms[name].due = 0;
}

export function isSet(socket: TcpSocket, name: AlarmName): boolean {
  return socket.tcp.alarms[name].due > 0;
}

/** An event of the timer has come: whether it really goes off now. */
export function ring(k: Kernel, ns: Netns, socket: TcpSocket, name: AlarmName, stamp: number): boolean {
  const alarm = socket.tcp.alarms[name];
  if (alarm.stamp !== stamp) return false;
  alarm.stamp = -1;
  if (alarm.due === 0) return false;
  if (alarm.due > k.clock.now) {
    start(k, ns, socket.id, name, alarm);
    return false;
  }
  alarm.due = 0;
  return true;
}
