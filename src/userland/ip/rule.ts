/** `ip rule`: the three rules that every namespace has; policy routing is not simulated. */
import { Complaint, netlinkAnswers, statusOf, unprivileged } from '../complaint';
import type { Ip } from './context';
import { listing, both, twin } from './twin';
import { RULE_USAGE } from './usage';
import { abbreviates, take, type Words } from './words';

const RULES = [
  [0, 'local'],
  [32766, 'main'],
  [32767, 'default'],
] as const;

/** Runs it; its exit status. */
export function ipRule(ip: Ip, words: Words): number {
  const verb = take(words) ?? 'list';
  const is = (...names: string[]) => names.some((name) => abbreviates(verb, name));
  if (is('list', 'lst', 'show')) {
    const records = RULES.map(([priority, table]) => {
      const record = twin();
      both(record, 'priority', priority, `${priority}:\t`);
      both(record, 'src', 'all', 'from all ');
      both(record, 'table', table, `lookup ${table}`);
      record.text += '\n';
      return record;
    });
    ip.sys.out(listing(ip.options.family === 'inet6' ? records.slice(0, 2) : records, ip.options));
    return 0;
  }
  if (is('help')) return statusOf(ip.sys, RULE_USAGE);
  if (is('add', 'delete', 'flush'))
    return statusOf(ip.sys, unprivileged(ip.sys) ?? netlinkAnswers(is('delete') ? 'ENOENT' : 'EOPNOTSUPP'));
  return statusOf(ip.sys, new Complaint(`Command "${verb}" is unknown, try "ip rule help".\n`, 255));
}
