/** What was being written in the editor, as the browser keeps it: per scenario, bounded, and hostile until the schema has passed it. */
import * as v from 'valibot';
import { MAX_CHARACTERS } from './text/received';

const MAX_SCENARIOS = 8;
const MAX_DRAFTS = 20;
/** Of all drafts together: a browser keeps some millions of characters for a site. */
const MAX_TEXT = 200_000;

const draftSchema = v.strictObject({
  /** The machine and the path: `host/root/compose.yaml`. */
  place: v.pipe(v.string(), v.maxLength(300), v.regex(/^host\d*\/[^\p{Cc}]+$/u)),
  text: v.pipe(v.string(), v.maxLength(MAX_CHARACTERS)),
});
const schema = v.strictObject({
  version: v.literal(1),
  /** The one that was written to last comes first. */
  scenarios: v.pipe(
    v.array(
      v.strictObject({
        key: v.pipe(v.string(), v.regex(/^[0-9a-z]{1,24}$/)),
        drafts: v.pipe(v.array(draftSchema), v.maxLength(MAX_DRAFTS)),
      }),
    ),
    v.maxLength(MAX_SCENARIOS),
  ),
});

type Draft = v.InferOutput<typeof draftSchema>;
type Kept = v.InferOutput<typeof schema>['scenarios'];

/** What a scenario is kept under: two sums over its part of the link, the step left out. */
export function scenarioKey(fragment: string): string {
  const scenario = /(?:^|&)s=([^&]*)/.exec(fragment)?.[1] ?? '';
  let [a, b] = [0x811c9dc5, 5381];
  for (let i = 0; i < scenario.length; i++) {
    const code = scenario.charCodeAt(i);
    a = Math.imul(a ^ code, 0x01000193) >>> 0;
    b = (Math.imul(b, 33) + code) >>> 0;
  }
  return `${a.toString(36)}${b.toString(36)}`;
}

function read(stored: string | null): Kept {
  if (stored === null || stored.length > 2 * MAX_TEXT) return [];
  try {
    const parsed = v.safeParse(schema, JSON.parse(stored));
    return parsed.success ? parsed.output.scenarios : [];
  } catch {
    return [];
  }
}

/** What was being written in a scenario, as it is stored; nothing where something else is. */
export function draftsIn(stored: string | null, key: string): readonly Draft[] {
  return read(stored).find((scenario) => scenario.key === key)?.drafts ?? [];
}

/** What to store once these are the drafts of a scenario; what does not fit of others goes, oldest first. */
export function withDrafts(stored: string | null, key: string, drafts: readonly Draft[]): string {
  const own = drafts.filter((draft) => v.is(draftSchema, draft)).slice(0, MAX_DRAFTS);
  const others = read(stored).filter((scenario) => scenario.key !== key);
  const all = own.length > 0 ? [{ key, drafts: own }, ...others] : others;
  let size = 0;
  const scenarios = all.slice(0, MAX_SCENARIOS).filter((scenario) => {
    size += scenario.drafts.reduce((sum, { place, text }) => sum + place.length + text.length, 0);
    return size <= MAX_TEXT;
  });
  return JSON.stringify({ version: 1, scenarios });
}
