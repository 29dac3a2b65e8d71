/**
 * npm test: installs what is missing, runs every check and every test, whatever fails on the way, and closes with the
 * line `N passed, N failed`. npm run check (`--fast`): the part that needs neither a build nor a browser.
 */
import { program, runChecks, testProject } from './checks.mjs';
import { installOracleTools, installPackages } from './install.mjs';

const fast = process.argv.includes('--fast');

installPackages();
const missing = fast ? undefined : installOracleTools();

const first = fast
  ? { name: 'messages', command: () => [process.execPath, 'scripts/messages.mjs'] }
  : { name: 'build', command: () => [process.execPath, 'scripts/build.mjs'] };

const source = [
  program('lint', ['eslint', '.', '--max-warnings', '0']),
  program('types', ['svelte-check', '--tsconfig', 'tsconfig.json', '--output', 'human', '--fail-on-warnings']),
  program('types below app', ['tsc', '-p', 'tests/floors'], 'typescript'),
  program('import floors', ['depcruise', 'src', 'tests', 'scripts'], 'dependency-cruiser'),
  program('dead code', ['knip', '--no-progress', '--no-config-hints']),
  program('format', ['prettier', '--check', '--log-level', 'warn', '.']),
];

/** Each row waits for the one before: types need what the build generates, and clocks in tests run best alone. */
const rows = [[first], source, [testProject('unit')]];
if (!fast) {
  if (!missing) rows.push([testProject('oracle')]);
  rows.push([testProject('browser')], [program('size limits', ['size-limit', '--config', 'scripts/size-limits.mjs'])]);
}

const sum = { passed: 0, failed: missing ? 1 : 0 };
for (const row of rows) {
  const { passed, failed } = await runChecks(row);
  sum.passed += passed;
  sum.failed += failed;
}
if (missing) console.log(missing);
console.log(`${sum.passed} passed, ${sum.failed} failed`);
process.exitCode = sum.failed > 0 ? 1 : 0;
