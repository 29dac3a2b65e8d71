/** `--restart NAME[:COUNT]`. */
import type { RestartPolicy } from './container';

/** The policy; `format` where the count is none, `unknown` where the name is. */
export function parseRestartPolicy(text: string): RestartPolicy | 'format' | 'unknown' {
  const [name = '', count] = text.split(':');
  if (count !== undefined && !/^\d+$/.test(count)) return 'format';
  switch (name) {
    case '':
      return { name: 'no', maximumRetryCount: 0 };
    case 'no':
    case 'always':
    case 'unless-stopped':
    case 'on-failure':
      return { name, maximumRetryCount: Number(count ?? 0) };
    default:
      return 'unknown';
  }
}
