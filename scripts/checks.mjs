/** One check is a command that passes or fails as one, or a vitest project whose tests count one by one. */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { runQuietly, tool } from './command.mjs';

/** @typedef {{ name: string, command: () => string[], report?: string }} Check */
/** @typedef {{ passed: number, failed: number, skipped: number }} Count */

const REPORTS = 'node_modules/.cache/hopscope';

/**
 * @param {string} name
 * @param {string[]} args
 * @param {string} [packageName] the package, where the program is called otherwise
 * @returns {Check}
 */
export function program(name, [programName = '', ...args], packageName = programName) {
  return { name, command: () => [...tool(programName, packageName), ...args] };
}

/**
 * @param {string} name a project of vitest.config.ts
 * @returns {Check}
 */
export function testProject(name) {
  const report = `${REPORTS}/${name}.json`;
  const args = ['run', '--project', name, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  return { name: `${name} tests`, command: () => [...tool('vitest'), ...args], report };
}

/**
 * @param {string} report what vitest's json reporter wrote
 * @param {boolean} endedWell
 * @returns {Count}
 */
function countTests(report, endedWell) {
  if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0 };
  /** @typedef {{ status: string, assertionResults: { status: string }[] }} File */
  /** @type {{ testResults: File[] }} */
  const { testResults } = JSON.parse(readFileSync(report, 'utf8'));
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults.map(({ status }) => status));
  const passed = tests.filter((status) => status === 'passed').length;
  const failed = tests.filter((status) => status === 'failed').length;
  // A file that does not load has no tests of its own, an error outside of a test has no file.
  const broken = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  ).length;
  const failures = failed + broken;
  return { passed, failed: failures === 0 && !endedWell ? 1 : failures, skipped: tests.length - passed - failed };
}

/**
 * Runs one check and prints a line about it, and all its output where it failed.
 * @param {Check} check
 * @returns {Promise<Count>}
 */
async function runCheck({ name, command, report }) {
  const start = performance.now();
  if (report) rmSync(report, { force: true });
  const { code, output } = await runQuietly(command());
  const count = report
    ? countTests(report, code === 0)
    : { passed: Number(code === 0), failed: Number(code !== 0), skipped: 0 };
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  const tests = report ? `${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped` : '';
  if (count.failed > 0) console.log(output.trimEnd());
  console.log(`${count.failed > 0 ? 'FAIL' : ' ok '} ${name.padEnd(16)} ${seconds.padStart(6)} s  ${tests}`.trimEnd());
  return count;
}

/**
 * Runs checks, at most two at a time and no more than there are processors, whatever becomes of the others.
 * @param {Check[]} checks
 * @returns {Promise<Count>}
 */
export async function runChecks(checks) {
  mkdirSync(REPORTS, { recursive: true });
  const waiting = [...checks];
  const sum = { passed: 0, failed: 0, skipped: 0 };
  const lane = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const count = await runCheck(check);
      sum.passed += count.passed;
      sum.failed += count.failed;
      sum.skipped += count.skipped;
    }
  };
  await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, lane));
  return sum;
}
