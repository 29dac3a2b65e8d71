/** Names and numbers of routing tables (lib/rt_names.c, /etc/iproute2/rt_tables). */
import { unsigned } from './words';

const NAMES: Readonly<Record<string, number>> = { unspec: 0, default: 253, main: 254, local: 255 };

/** The table's number, or null where the text names none. */
export function tableNumber(text: string): number | null {
  return NAMES[text] ?? unsigned(text, 32);
}

/** The table as iproute2 prints it. */
export function tableName(table: number): string {
  return Object.entries(NAMES).find(([, number]) => number === table)?.[0] ?? String(table);
}
