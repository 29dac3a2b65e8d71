/** The interfaces that tcpdump can capture on, as libpcap lists and orders them (pcap.c, `get_figure_of_merit`). */
import type { Link } from '../../kernel/link/link';
import { linksInOrder, type Netns } from '../../kernel/netns';
import { carrierOk } from '../../kernel/link/operstate';
import type { Table } from '../../sim/table';

export const ANY = 'any';

interface Device {
  readonly name: string;
  readonly flags: string;
  readonly about: string;
  readonly link: Link | null;
}

/** What is there beside interfaces. */
const OTHERS = [
  ['bluetooth-monitor', 'Bluetooth Linux Monitor', 'Wireless'],
  ['nflog', 'Linux netfilter log (NFLOG) interface', 'none'],
  ['nfqueue', 'Linux netfilter queue (NFQUEUE) interface', 'none'],
  ['dbus-system', 'D-Bus system bus', 'none'],
  ['dbus-session', 'D-Bus session bus', 'none'],
] as const;

/** Interfaces that are up first, those with a small number at their end before others, `any` and the loopback behind them. */
function devices(all: Table<Netns>, ns: Netns): Device[] {
  const running = (link: Link) => link.up && carrierOk(all, ns, link);
  const merit = (link: Link) =>
    (link.up ? 0 : 4e9) + (running(link) ? 0 : 2e9) + (link.kind === 'loopback' ? 1e9 : 0) + unitOf(link.name);
  const ranked = linksInOrder(ns).map((link) => ({ link, merit: merit(link) }));
  ranked.sort((a, b) => a.merit - b.merit);
  const shown: (Device & { rank: number })[] = ranked.map(({ link, merit: rank }) => ({
    rank,
    name: link.name,
    flags: flagsOf(link, running(link)),
    about: '',
    link,
  }));
  const any = {
    rank: 5e8,
    name: ANY,
    flags: 'Up, Running',
    about: 'Pseudo-device that captures on all interfaces',
    link: null,
  };
  const at = shown.findIndex(({ rank }) => rank > any.rank);
  shown.splice(at < 0 ? shown.length : at, 0, any);
  return [...shown, ...OTHERS.map(([name, about, flags]) => ({ name, about, flags, link: null }))];
}

function unitOf(name: string): number {
  return Number(/\d*$/.exec(name)?.[0] ?? 0);
}

function flagsOf(link: Link, isRunning: boolean): string {
  if (link.kind === 'loopback') return link.up ? 'Up, Running, Loopback' : 'Loopback';
  const state = [link.up && 'Up', isRunning && 'Running', isRunning ? 'Connected' : 'Disconnected'];
  return state.filter((one) => one !== false).join(', ');
}

/** -D */
export function deviceList(all: Table<Netns>, ns: Netns): string {
  return devices(all, ns)
    .map(({ name, about, flags }, i) => `${i + 1}.${name}${about === '' ? '' : ` (${about})`} [${flags}]\n`)
    .join('');
}

/** The device of a name or a number in the list, or of none: the first. */
export function deviceNamed(
  all: Table<Netns>,
  ns: Netns,
  name: string | null,
): { readonly name: string; readonly link: Link | null } | null {
  const list = devices(all, ns);
  if (name === null) return list.find(({ link }) => link?.up === true) ?? null;
  if (name === ANY) return { name, link: null };
  const numbered = /^[1-9]\d*$/.test(name) ? list[Number(name) - 1] : undefined;
  return numbered ?? list.find(({ name: own, link }) => own === name && link !== null) ?? null;
}
