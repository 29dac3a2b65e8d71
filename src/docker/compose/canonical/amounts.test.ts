import { expect, test } from 'vitest';
import { parse } from '../parse';
import { toYaml } from '../model/emit';

/** What `docker compose config` shows of a file, without its first line. */
function config(text: string): string {
  const parsed = parse(text, { file: '/root/app/compose.yaml' });
  return parsed.ok ? toYaml(parsed.project.canonical).replace(/^name: app\n/, '') : (parsed.problems[0]?.message ?? '');
}

test('memory is written in bytes, a share of processors as a number, durations as Go prints them', () => {
  const file = [
    'services:',
    '  a:',
    '    image: alpine',
    '    shm_size: 128kb',
    '    deploy:',
    '      restart_policy: {window: 120s, condition: any}',
    '      resources: {limits: {memory: 50M, cpus: "0.50"}}',
    '      labels: [a=b]',
    '    network_mode: none',
  ].join('\n');
  expect(config(file)).toBe(
    [
      'services:',
      '  a:',
      '    deploy:',
      '      labels:',
      '        a: b',
      '      resources:',
      '        limits:',
      '          cpus: 0.5',
      '          memory: "52428800"',
      '      restart_policy:',
      '        condition: any',
      '        window: 2m0s',
      '    image: alpine',
      '    network_mode: none',
      '    shm_size: "131072"',
      '',
    ].join('\n'),
  );
});

test('a switch that is off says nothing, and an override can put it off', () => {
  const file = 'services:\n  a: {image: alpine, tty: false, read_only: false, init: false, network_mode: none}\n';
  expect(config(file)).toBe('services:\n  a:\n    image: alpine\n    init: false\n    network_mode: none\n');
});
