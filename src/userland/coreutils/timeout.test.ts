import { expect, test } from 'vitest';
import { addHost, createHosts, run } from '../../../tests/unit/hosts';
import { program } from '../program';
import { coreutilsPrograms } from './coreutils';

const SECOND = 1_000_000;

/** Only SIGKILL ends it. */
const stubborn = program<object>({
  name: 'stubborn',
  takes: ['SIGTERM', 'SIGINT'],
  start: () => ({}),
  on: () => undefined,
});

const HINT = "Try 'timeout --help' for more information.\n";

test.each([
  ['timeout', HINT, 125, 0],
  ['timeout 5', HINT, 125, 0],
  ['timeout x true', `timeout: invalid time interval 'x'\n${HINT}`, 125, 0],
  ['timeout -k x 1 true', `timeout: invalid time interval 'x'\n${HINT}`, 125, 0],
  ['timeout -s FOO 1 true', `timeout: 'FOO': invalid signal\n${HINT}`, 125, 0],
  ['timeout -q 1 true', `timeout: invalid option -- 'q'\n${HINT}`, 125, 0],
  ['timeout --foo 1 true', `timeout: unrecognized option '--foo'\n${HINT}`, 125, 0],
  ['timeout 5 nosuch', "timeout: failed to run command 'nosuch': No such file or directory\n", 127, 0],
  ['timeout 5 false -k', '', 1, 0],
  ['timeout 0 sleep 2', '', 0, 2],
  ['timeout 1 sleep 2', '', 124, 1],
  ['timeout -s KILL 1 sleep 2', '', 137, 1],
  ['timeout -s 2 1 sleep 2', '', 124, 1],
  ['timeout --preserve-status 1 sleep 2', '', 143, 1],
  ['timeout -v 1 sleep 2', "timeout: sending signal TERM to command 'sleep'\n", 124, 1],
  ['timeout -k 1 1 stubborn', '', 137, 2],
])('%s', (line, err, status, seconds) => {
  const hosts = createHosts([...coreutilsPrograms, stubborn]);
  addHost(hosts, 'host');
  const ran = run(hosts, 'host', line.split(' '));
  expect(ran).toMatchObject({ out: '', err, status });
  expect(Math.floor(ran.took / SECOND)).toBe(seconds);
});
