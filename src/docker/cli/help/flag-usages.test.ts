import { expect, test } from 'vitest';
import { flag, flagUsages } from './flag-usages';

test('flags stand by name, their usages in one column, and no last word stands alone', () => {
  expect(
    flagUsages(
      [
        flag('-w, --workdir string', 'Working directory inside the container'),
        flag('--health-start-period duration', 'Start period for the container to initialize before starting'),
        flag('--pids-limit int', 'Tune container pids limit (set -1 for unlimited)'),
      ],
      '1.51',
    ),
  ).toBe(
    [
      '      --health-start-period duration   Start period for the container to',
      '                                       initialize before starting',
      '      --pids-limit int                 Tune container pids limit (set -1',
      '                                       for unlimited)',
      '  -w, --workdir string                 Working directory inside the container',
    ].join('\n'),
  );
});

test('a flag that the engine does not know is not named, and makes no column wider', () => {
  const flags = [flag('--tls', 'Use TLS'), flag('--platform string', 'Set platform', '1.48')];
  expect(flagUsages(flags, '1.47')).toBe('      --tls   Use TLS');
  expect(flagUsages(flags, '1.48')).toBe('      --platform string   Set platform\n      --tls               Use TLS');
});
