/** Who a container's processes run as: `--user NAME|UID[:GROUP|GID]`, by the files of its image (moby/sys `user.GetExecUser`). */
import type { Identity } from '../../userland/process';

const LARGEST = 2_147_483_647;
const OUT_OF_RANGE = `uids and gids must be in range 0-${LARGEST}`;

type Files = Readonly<Record<string, string>>;

/** The numbers, or what is wrong. */
export function identityOf(files: Files, user: string): Identity | string {
  const [name = '', group = ''] = user.split(':');
  const entry = entryOf(files['/etc/passwd'], name === '' ? '0' : name);
  const uid = numberOf(name === '' ? '0' : name) ?? entry?.id;
  if (uid === undefined) return `unable to find user ${name}: no matching entries in passwd file`;
  const gid = group === '' ? (entry?.group ?? 0) : (numberOf(group) ?? entryOf(files['/etc/group'], group)?.id);
  if (gid === undefined) return `unable to find group ${group}: no matching entries in group file`;
  return uid > LARGEST || gid > LARGEST ? OUT_OF_RANGE : { uid, gid };
}

function numberOf(text: string): number | undefined {
  return /^\d+$/.test(text) ? Number(text) : undefined;
}

interface Entry {
  readonly id: number;
  /** Of passwd: the group that somebody is of. */
  readonly group: number;
}

/** The line of a name or a number. */
function entryOf(file: string | undefined, wanted: string): Entry | undefined {
  for (const line of (file ?? '').split('\n')) {
    const [name = '', , id = '', group = ''] = line.split(':');
    if (name !== '' && (name === wanted || id === wanted)) return { id: Number(id), group: Number(group) };
  }
  return undefined;
}
