import { expect, test } from 'vitest';
import { addHost, createHosts, type Hosts, run } from '../../../tests/unit/hosts';
import { toolTexts } from '../../../tests/unit/tool-texts';
import { iptablesPrograms } from './iptables';

function host(): Hosts {
  const hosts = createHosts(iptablesPrograms);
  addHost(hosts, 'box');
  return hosts;
}

/** Dates are those of the simulation. */
const undated = (text: string) => text.replace(/ on \w{3} \w{3} [ \d]{2} [\d:]{8} \d{4}$/gm, ' on DATE');

test.each(['iptables-matches', 'iptables-errors', 'iptables-commands', 'iptables-chains'])(
  '%s: text and status of every command',
  (name) => {
    const hosts = host();
    for (const { argv, command, out, err, status } of toolTexts(name)) {
      const ran = run(hosts, 'box', argv);
      expect
        .soft(undated(`$ ${command}\n${ran.out}${ran.err}[${ran.status}]`))
        .toBe(undated(`$ ${command}\n${out}${err}[${status}]`));
    }
  },
);
