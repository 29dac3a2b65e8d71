import { expect, test } from 'vitest';
import { forSwarm, layOut, plugIn } from './command-help';
import { flag } from './flag-usages';

const swarm = {
  usage: 'COMMAND',
  about: 'Manage Swarm',
  sections: { Commands: { ca: forSwarm('Rotate'), init: 'Begin' } },
};

test('what a member of a swarm alone has use for is hidden where the engine says that it is in none', () => {
  expect(layOut('swarm', swarm, '1.41')).toContain('Commands:\n  ca          Rotate\n  init        Begin\n');
  expect(layOut('swarm', swarm, '1.42')).toContain('Commands:\n  init        Begin\n');
});

test("docker's own options close its help, those of a command stand before the commands below it", () => {
  const help = {
    usage: '[OPTIONS] COMMAND',
    about: 'About',
    flags: [flag('--tls', 'Use TLS')],
    sections: { Commands: {} },
  };
  expect(layOut('', help, '1.51')).toMatch(/\nCommands:\n[\s\S]*\nGlobal Options:\n {6}--tls {3}Use TLS\n/);
  expect(layOut('compose', help, '1.51')).toMatch(/\nOptions:\n {6}--tls {3}Use TLS\n\nCommands:\n/);
});

test('a plug-in is listed beside the engines that it is installed with', () => {
  const help = { usage: '', about: '', sections: { Commands: { 'compose*': plugIn('Docker Compose', '1.42') } } };
  expect(layOut('', help, '1.42')).toContain('  compose*    Docker Compose\n');
  expect(layOut('', help, '1.41')).not.toContain('compose');
});
