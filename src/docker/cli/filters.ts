/** `--filter` as the daemon applies it (moby `api/types/filters`): values of one key are alternatives, keys hold together. */
import { Failure, type Outcome } from '../failure';
import type { Cli } from './command';
import { listFlag } from './flags';

export type Filters = Readonly<Record<string, readonly string[]>>;

/** What was asked for; refused where a key is none of those allowed. */
export function readFilters(cli: Cli, allowed: readonly string[]): Outcome<Filters> {
  const filters: Record<string, string[]> = {};
  for (const text of listFlag(cli.flags, 'filter')) {
    if (text === '') continue;
    const at = text.indexOf('=');
    const key = text.slice(0, at).trim().toLowerCase();
    if (!allowed.includes(key)) return new Failure('InvalidParameter', cli.d.messages.invalidFilter(key));
    (filters[key] ??= []).push(text.slice(at + 1).trim());
  }
  return filters;
}

/** Whether a key was not asked for, or one of its values passes. */
export function passes(filters: Filters, key: string, test: (value: string) => boolean): boolean {
  const values = filters[key];
  return values === undefined || values.some(test);
}

/** A name matches the regular expression that the value is, or contains it. */
export function matchesName(value: string, name: string): boolean {
  if (name === value) return true;
  try {
    return new RegExp(value).test(name);
  } catch {
    return name.includes(value);
  }
}

/** Every `label=K` or `label=K=V` has to hold. */
export function hasLabels(filters: Filters, labels: Readonly<Record<string, string>>): boolean {
  return (filters['label'] ?? []).every((value) => {
    const at = value.indexOf('=');
    return at < 0 ? value in labels : labels[value.slice(0, at)] === value.slice(at + 1);
  });
}
