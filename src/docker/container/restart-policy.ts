/** `--restart NAME[:COUNT]`. */
import type { RestartPolicy } from './container';

/** What the daemon has against one. */
export type RestartPolicyFault = 'unknown' | 'needless' | 'negative';

/** The policy; `format` where the count is none, `unknown` where the name is, `needless` and `negative` where it has a count that it cannot have. */
export function parseRestartPolicy(text: string): RestartPolicy | 'format' | RestartPolicyFault {
  const [name = '', count] = text.split(':');
  if (count !== undefined && !/^[+-]?\d+$/.test(count)) return 'format';
  const maximumRetryCount = Number(count ?? 0);
  switch (name) {
    case '':
      return { name: 'no', maximumRetryCount: 0 };
    case 'no':
    case 'always':
    case 'unless-stopped':
      return maximumRetryCount === 0 ? { name, maximumRetryCount } : 'needless';
    case 'on-failure':
      return maximumRetryCount >= 0 ? { name, maximumRetryCount } : 'negative';
    default:
      return 'unknown';
  }
}
