/** A scenario: what a link carries and a file holds. Its schema is the border that nothing hostile passes. */
import * as v from 'valibot';

export const SCENARIO_VERSION = 1;
const MAX_TYPED = 1000;
const MAX_TYPED_TEXT = 4000;
/** Eleven days. */
const MAX_AFTER = 1e12;
const MAX_LINES = 500;
/** Long enough for a compose file in a here-document. */
const MAX_LINE = 32_000;

const schema = v.strictObject({
  /** Commands, one a line, as somebody would type them. */
  lines: v.pipe(v.array(v.pipe(v.string(), v.maxLength(MAX_LINE))), v.maxLength(MAX_LINES)),
  /** The Docker Engine that the hosts run. */
  engine: v.optional(v.picklist(['20.10', '28']), '20.10'),
  seed: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0xffffffff)), 1),
  title: v.optional(v.pipe(v.string(), v.maxLength(200)), ''),
  /** Lines from this one on were typed by somebody at a terminal. */
  terminal: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MAX_LINES))),
  /** What was typed while a line ran: `\u0003` is Ctrl+C. `after` counts microseconds since the line has begun. */
  typed: v.optional(
    v.pipe(
      v.array(
        v.strictObject({
          line: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MAX_LINES)),
          after: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MAX_AFTER)),
          text: v.pipe(v.string(), v.maxLength(MAX_TYPED_TEXT)),
        }),
      ),
      v.maxLength(MAX_TYPED),
    ),
  ),
  /** The engine runs in Docker Desktop's virtual machine, not on the host itself. */
  desktop: v.optional(v.boolean()),
  /** Flags that dockerd is started with on the hosts: `--userland-proxy=false`. */
  dockerd: v.optional(v.pipe(v.array(v.pipe(v.string(), v.maxLength(200))), v.maxLength(20))),
});

export type Scenario = v.InferOutput<typeof schema>;
export type EngineVersion = Scenario['engine'];

/** The scenario that some JSON describes, or null and where it is wrong. */
export function readScenario(
  json: unknown,
): { readonly ok: true; readonly scenario: Scenario } | { readonly ok: false; readonly detail: string } {
  const result = v.safeParse(schema, json);
  if (result.success) return { ok: true, scenario: result.output };
  const issue = result.issues[0];
  return { ok: false, detail: `${v.getDotPath(issue) ?? 'scenario'}: ${issue.message}` };
}

/** A scenario of lines alone, and of flags for dockerd where there are any. */
export function scenarioOf(
  lines: readonly string[],
  engine: EngineVersion = '20.10',
  dockerd: readonly string[] = [],
): Scenario {
  return { lines: [...lines], engine, seed: 1, title: '', ...(dockerd.length > 0 ? { dockerd: [...dockerd] } : {}) };
}

/** What a script says of dockerd: the flags behind a comment `# dockerd:`. */
export function dockerdFlags(text: string): string[] {
  const flags = /^# dockerd:(.*)$/m.exec(text)?.[1]?.trim() ?? '';
  return flags === '' ? [] : flags.split(/\s+/);
}

const HERE_DOCUMENT = /(?:^|[^<])<<-?\s*(['"]?)([A-Za-z_]\w*)\1(?!<)/;

/** The commands of a script: blank lines and comments are left out, a here-document belongs to its command. */
export function scriptLines(text: string): string[] {
  const commands: string[] = [];
  const rows = text.split('\n');
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] ?? '';
    if (row.trim() === '' || row.trimStart().startsWith('#')) continue;
    const delimiter = HERE_DOCUMENT.exec(row)?.[2];
    const end = delimiter === undefined ? -1 : rows.findIndex((other, at) => at > i && other.trimStart() === delimiter);
    commands.push(end < 0 ? row : rows.slice(i, end + 1).join('\n'));
    if (end > 0) i = end;
  }
  return commands;
}
