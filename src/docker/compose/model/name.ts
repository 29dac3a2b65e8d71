/** The name of a project (compose-go `loader.NormalizeProjectName`). */
import { baseName } from '../../../userland/path';

/** In small letters, without what names may not hold. */
export function normalizeName(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^-_a-z0-9]/g, '')
    .replace(/^[_-]+/, '');
}

/** What compose says of a name that somebody gave by hand; null where it may be given. */
export function nameComplaint(name: string): string | null {
  if (name === normalizeName(name)) return null;
  return `invalid project name ${JSON.stringify(name)}: must consist only of lowercase alphanumeric characters, hyphens, and underscores as well as start with a letter or number`;
}

/** Where nothing says a name, the directory's. */
export function nameOfDirectory(directory: string): string {
  return normalizeName(baseName(directory));
}
