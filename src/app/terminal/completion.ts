/** What Tab adds: the rest of a word that only one known word begins with, or as much as all that do have in common. */

const DOCKER = 'run exec ps rm stop start restart kill pause unpause rename inspect port logs network images'.split(
  ' ',
);
const NETWORK = 'create connect disconnect inspect ls prune rm'.split(' ');
const IP = 'addr link route neigh netns'.split(' ');
const PROGRAMS = (
  'docker ip ping curl dig nslookup host nc traceroute arping tcpdump arp route ifconfig netstat ss bridge brctl ' +
  'iptables iptables-save conntrack sysctl tc cat hostname echo sleep getent'
).split(' ');

/** The words that may stand where the last word of the text stands. */
function candidates(before: readonly string[], names: readonly string[]): readonly string[] {
  const words = before[0] === 'docker' && before[1] === 'exec' && before.length > 2 ? before.slice(3) : before;
  if (words.length === 0) return [...PROGRAMS];
  const [program, command] = words;
  if (program === 'docker' && words.length === 1) return DOCKER;
  if (program === 'docker' && command === 'network' && words.length === 2) return NETWORK;
  if (program === 'ip' && words.length === 1) return IP;
  return names;
}

/** What to put in at the end of the text; empty where nothing is certain. */
export function complete(text: string, names: readonly string[]): string {
  const words = text.split(/\s+/);
  const begun = words.pop() ?? '';
  const fitting = candidates(words.filter(Boolean), names).filter((word) => word.startsWith(begun));
  const [first, ...rest] = fitting;
  if (first === undefined) return '';
  let common = first;
  for (const word of rest) while (!word.startsWith(common)) common = common.slice(0, -1);
  return common.slice(begun.length) + (rest.length === 0 ? ' ' : '');
}
