/** How the scripts start other programs: the tools in node_modules by name, everything else from the PATH. */
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const windows = process.platform === 'win32';

/**
 * The command line of a program that a package brings along.
 * @param {string} name the program
 * @param {string} [packageName] the package, where it is called otherwise
 * @returns {string[]}
 */
export function tool(name, packageName = name) {
  const folder = join('node_modules', packageName);
  /** @type {{ bin: string | Record<string, string> }} */
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const path = typeof bin === 'string' ? bin : bin[name];
  if (!path) throw new Error(`${packageName} has no program called ${name}`);
  return [process.execPath, join(folder, path)];
}

/**
 * Runs a command in the terminal and gives its exit code.
 * @param {string[]} command
 * @param {NodeJS.ProcessEnv} [env] added to the environment
 */
export function runHere([program = '', ...args], env = {}) {
  const { status } = spawnSync(program, args, { stdio: 'inherit', shell: windows, env: { ...process.env, ...env } });
  return status ?? 1;
}

/**
 * Whether a command starts and ends well; its output is dropped.
 * @param {string[]} command
 */
export function succeeds([program = '', ...args]) {
  return spawnSync(program, args, { stdio: 'ignore', shell: windows }).status === 0;
}

/**
 * Runs a command and gives its exit code with all it printed.
 * @param {string[]} command
 * @returns {Promise<{ code: number, output: string }>}
 */
export function runQuietly([program = '', ...args]) {
  return new Promise((resolve) => {
    const colour = process.stdout.isTTY ? { FORCE_COLOR: '1' } : { NO_COLOR: '1' };
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...colour } });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', (/** @type {string} */ text) => (output += text));
    }
    child.on('error', (error) => resolve({ code: 1, output: error.message }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}
