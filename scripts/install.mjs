/** Installs what is missing, and only that: the packages of the lock file, and the programs that read a recording. */
import { existsSync, readFileSync } from 'node:fs';
import { runHere, succeeds } from './command.mjs';

/**
 * @param {string} path a lock file
 * @returns {Record<string, { version?: string, optional?: boolean, devOptional?: boolean }>}
 */
function lockedPackages(path) {
  if (!existsSync(path)) return {};
  /** @type {{ packages: Record<string, { version?: string }> }} */
  const lock = JSON.parse(readFileSync(path, 'utf8'));
  return lock.packages;
}

function packagesAreInstalled() {
  const installed = lockedPackages('node_modules/.package-lock.json');
  return Object.entries(lockedPackages('package-lock.json')).every(
    ([path, { version, optional, devOptional }]) =>
      path === '' || optional || devOptional || installed[path]?.version === version,
  );
}

/** Makes node_modules what package-lock.json says; leaves it alone where it is that already. */
export function installPackages() {
  if (packagesAreInstalled()) return;
  console.log('Installing packages (npm ci)…');
  if (runHere(['npm', 'ci']) === 0) return;
  console.error('npm ci failed. Is the package registry within reach?');
  process.exit(1);
}

/**
 * Looks for tshark and python3, which compare a run with a recording, and installs them where that can be done.
 * @returns {string | undefined} what the user has to do, if anything
 */
export function installOracleTools() {
  /** @type {[name: string, probe: string[]][]} */
  const tools = [
    ['tshark', ['tshark', '--version']],
    ['python3', ['python3', '--version']],
  ];
  const missing = () => tools.filter(([, probe]) => !succeeds(probe)).map(([name]) => name);
  let names = missing();
  if (names.length === 0) return undefined;
  if (process.getuid?.() === 0 && succeeds(['apt-get', '--version'])) {
    console.log(`Installing ${names.join(' and ')} (apt-get)…`);
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    runHere(['apt-get', 'update', '-qq'], env);
    runHere(['apt-get', 'install', '-y', '-qq', '--no-install-recommends', ...names], env);
    names = missing();
  }
  if (names.length === 0) return undefined;
  return `The oracle tests need ${names.join(' and ')}: install Wireshark's tshark and Python 3, then run npm test again.`;
}
