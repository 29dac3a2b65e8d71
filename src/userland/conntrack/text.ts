/** Connections as conntrack 1.4.7 prints them (libnetfilter_conntrack, src/conntrack/snprintf_default.c). */
import type { Conn } from '../../kernel/netfilter/conntrack';
import { protocolText } from '../../kernel/netfilter/spec/names';
import { tupleText } from '../../kernel/netfilter/track/tuple';
import { type Micros, SECOND } from '../../sim/clock';

export interface ConnColumns {
  /** `-o extended`: the network protocol in front. */
  readonly extended: boolean;
  /** `-o id`. */
  readonly id: boolean;
}

const NAMED = [1, 6, 17, 33, 47, 58, 132, 136];

/** One line: `tcp      6 119 TIME_WAIT src=… [ASSURED] mark=0 use=1`. */
export function connText(conn: Conn, now: Micros, { extended, id }: ConnColumns): string {
  const { protocol } = conn.original;
  const name = NAMED.includes(protocol) ? protocolText(protocol) : 'unknown';
  const left = Math.max(0, Math.floor((conn.expires - now) / SECOND));
  const words = [`${name.padEnd(8)} ${protocol}`, String(left)];
  if (conn.state !== '') words.push(conn.state);
  words.push(tupleText(conn.original));
  if (!conn.seenReply) words.push('[UNREPLIED]');
  words.push(tupleText(conn.reply));
  if (conn.assured) words.push('[ASSURED]');
  words.push(`mark=${conn.mark}`, 'use=1');
  if (id) words.push(`id=${conn.id}`);
  return `${extended ? 'ipv4     2 ' : ''}${words.join(' ')}\n`;
}
