import { expect, test } from 'vitest';
import { run, start, twoHosts } from '../../../tests/unit/hosts';
import { toolTexts } from '../../../tests/unit/tool-texts';
import { zoneDns } from '../../../tests/unit/zone-dns';
import { createBusybox } from '../busybox/busybox';
import { busyboxNslookup } from './busybox/nslookup';
import { dig } from './dig/dig';
import { getent } from './getent/getent';
import { host } from './host/host';
import { nslookup } from './nslookup/nslookup';

const RESOLV = 'nameserver 10.77.0.2\nsearch search.test\n';

/** Ids, cookies, dates and times differ from run to run. */
function masked(text: string): string {
  return text
    .replace(/, id: \d+/g, ', id: N')
    .replace(/COOKIE: [0-9a-f]{16}/g, 'COOKIE: ')
    .replace(/Query time: \d+ /g, 'Query time: N ')
    .replace(/ in \d+ ms/g, ' in N ms')
    .replace(/WHEN: .*/g, 'WHEN: ');
}

test.each(['dig', 'host', 'nslookup', 'busybox-nslookup', 'getent'].flatMap(toolTexts))(
  '$command',
  ({ argv, out, err, status }) => {
    const hosts = twoHosts([dig, host, nslookup, getent, createBusybox([busyboxNslookup]), zoneDns], RESOLV);
    start(hosts, 'server', ['zone-dns', '10.77.0.2']);
    const ran = run(hosts, 'client', argv);
    expect(masked(ran.out)).toBe(masked(out));
    expect(ran.err).toBe(err);
    expect(ran.status).toBe(status);
  },
);
