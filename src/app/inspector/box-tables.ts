/** Which tables, and which rows of the host's, belong to a box of the canvas. */
import type { NodeView, StateSection } from '../../inspect/view';

/** The table that a place of the host stands for. */
const OF_PLACE: Readonly<Record<string, string>> = { routes: 'state_routes', conntrack: 'state_conntrack' };
/** Tables of the host in which a container or a bridge leaves its traces. */
const TRACES = ['state_rules', 'state_fdb', 'state_conntrack', 'state_routes'];

/** The tables of a box; of its machine's the rows alone that name its addresses or its device. The first sections are of its own namespace, but for what bridges have learned. */
export function tablesOf(sections: readonly StateSection[], box: NodeView): StateSection[] {
  const own = sections.find(({ key }) => key !== 'state_fdb')?.owner;
  const [, , link = ''] = box.id.split('/');
  switch (box.kind) {
    case 'place':
      return sections.filter(({ owner }) => owner === own).flatMap((section) => placeTable(section, box.title));
    case 'bridge':
    case 'network':
      return sections.flatMap((section) =>
        section.key === 'state_fdb' && section.owner === link ? [section] : traces(section, [link]),
      );
    case 'container':
    case 'netns': {
      const names = box.ports.flatMap(({ address, mac }) => [...(address === null ? [] : [address]), mac]);
      return sections.flatMap((section) => (section.owner === own ? [section] : traces(section, names)));
    }
    default:
      return sections.filter(({ owner, key }) => owner === own || key === 'state_fdb');
  }
}

function placeTable(section: StateSection, place: string): StateSection[] {
  if (section.key === OF_PLACE[place]) return [section];
  if (section.key !== 'state_rules') return [];
  return withRows(section, ({ cells }) => cells[0]?.startsWith(`${place} `) ?? false);
}

function traces(section: StateSection, names: readonly string[]): StateSection[] {
  if (!TRACES.includes(section.key)) return [];
  const patterns = names.map((name) => new RegExp(`(?<![\\w.:-])${literal(name)}(?![\\w-]|\\.\\d)`));
  return withRows(section, ({ cells }) => cells.some((cell) => patterns.some((pattern) => pattern.test(cell))));
}

/** A name as a pattern that matches nothing but it. */
const literal = (name: string): string => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

function withRows(section: StateSection, keep: (row: StateSection['rows'][number]) => boolean): StateSection[] {
  const rows = section.rows.filter(keep);
  return rows.length === 0 ? [] : [{ ...section, rows }];
}
