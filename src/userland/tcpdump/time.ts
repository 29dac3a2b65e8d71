/** When a packet was captured, in each of tcpdump's forms (util-print.c, `ts_print`). */
import type { Micros } from '../../sim/clock';
import { EPOCH_SECONDS } from '../time';
import type { TimeForm } from './options';

/** The time and a blank behind it; `before` is what -ttt and -ttttt count from. */
export function timeText(at: Micros, form: TimeForm, before: Micros): string {
  const micros = String(at % 1_000_000).padStart(6, '0');
  const date = () => new Date((EPOCH_SECONDS + Math.floor(at / 1_000_000)) * 1000).toISOString();
  switch (form) {
    case 'none':
      return '';
    case 'clock':
      return `${date().slice(11, 19)}.${micros} `;
    case 'epoch':
      return `${EPOCH_SECONDS + Math.floor(at / 1_000_000)}.${micros} `;
    case 'date':
      return `${date().slice(0, 10)} ${date().slice(11, 19)}.${micros} `;
    case 'delta':
    case 'since':
      return ` ${span(at - before)} `;
  }
}

function span(micros: Micros): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const seconds = Math.floor(micros / 1_000_000);
  const clock = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map(two).join(':');
  return `${clock}.${String(micros % 1_000_000).padStart(6, '0')}`;
}
