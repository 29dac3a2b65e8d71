import { expect, test } from 'vitest';
import { addHost, createHosts, run } from '../../../tests/unit/hosts';
import { toolTexts } from '../../../tests/unit/tool-texts';
import { conntrackPrograms } from './conntrack';

test('text and status of every command on an empty table', () => {
  const hosts = createHosts(conntrackPrograms);
  addHost(hosts, 'box');
  for (const { argv, command, out, err, status } of toolTexts('conntrack')) {
    const ran = run(hosts, 'box', argv);
    expect(`$ ${command}\n${ran.out}${ran.err}[${ran.status}]`).toBe(`$ ${command}\n${out}${err}[${status}]`);
  }
});
