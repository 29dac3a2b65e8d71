/** What the editor offers while one writes: the keys and values that compose knows, and the file's own names. */
import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import type { EditorView } from '@codemirror/view';
import type { CompletionView } from '../../inspect/compose';
import { namesIn, type Place, placeAt } from './text/place';

export type Lookup = (path: readonly string[]) => Promise<CompletionView | null>;

const UNIT = '  ';
/** What is written behind a key. */
const BEHIND = {
  map: (indent: number) => `:\n${' '.repeat(indent)}${UNIT}`,
  list: (indent: number) => `:\n${' '.repeat(indent)}${UNIT}- `,
  plain: () => ': ',
};

/** Names of the file itself that fit at a place. */
function ownNames({ path, kind }: Place, lines: readonly string[]): string[] {
  const [section, own, field] = path;
  if (section !== 'services' || own === undefined) return [];
  const others = (names: readonly string[]) => names.filter((name) => name !== own);
  const named = path.length === 4 || (path.length === 3 && kind === 'key');
  if (named && field === 'networks') return namesIn(lines, 'networks');
  if (named && (field === 'depends_on' || field === 'links')) return others(namesIn(lines, 'services'));
  return field === 'network_mode' && path.length === 3
    ? others(namesIn(lines, 'services')).map((name) => `service:${name}`)
    : [];
}

/** Puts a key in, with what belongs behind it, unless that is there already. */
function putKey(indent: number, shape: keyof typeof BEHIND) {
  return (view: EditorView, { label }: Completion, from: number, to: number): void => {
    const written = view.state.sliceDoc(to, to + 1) === ':';
    const insert = written ? label : `${label}${BEHIND[shape](indent)}`;
    view.dispatch({ changes: { from, to, insert }, selection: { anchor: from + insert.length }, userEvent: 'input' });
  };
}

/** The completion source of the editor; `look` asks the simulation. A value that is whole is offered nothing: Enter ends its line. */
export function completeWith(look: Lookup) {
  return async (context: CompletionContext): Promise<CompletionResult | null> => {
    const { doc } = context.state;
    const line = doc.lineAt(context.pos);
    const lines = doc.toString().split('\n');
    const place = placeAt(lines, line.number - 1, context.pos - line.from);
    if (place === null || (place.word === '' && !context.explicit && place.kind === 'key' && place.indent === 0)) {
      return null;
    }
    const found = await look(place.path);
    if (found === null || context.aborted) return null;
    const keys = place.kind === 'value' ? [] : found.keys;
    const names = ownNames(place, lines);
    const values = place.kind === 'value' || place.path.at(-1) === '0' ? found.values : [];
    const options: Completion[] = [
      ...names.map((label) => ({ label, boost: 2 })),
      ...values.map((label) => ({ label, boost: 1 })),
      ...keys.map((label) => ({ label, apply: putKey(place.indent, found.shapes[label] ?? 'plain') })),
    ];
    const whole = place.kind === 'value' && options.some(({ label }) => label === place.word);
    return whole || options.length === 0 ? null : { from: line.from + place.from, options };
  };
}
