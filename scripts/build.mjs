/** Builds the app to dist/ and the headless command to dist-cli/. */
import { chmodSync, existsSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const BUILT = ['dist/index.html', 'dist-cli/hopscope.js'];
const SOURCES = [
  'index.html',
  'messages',
  'package-lock.json',
  'project.inlang/settings.json',
  'public',
  'scripts',
  'src',
];
const CONFIGS = ['svelte.config.js', 'vite.config.ts'];
const GENERATED = join('src', 'app', 'paraglide');

/**
 * When a file, or the youngest file below a folder, was changed.
 * @param {string} path
 * @returns {number} milliseconds, 0 for what is not there
 */
function changedAt(path) {
  if (path === GENERATED || path.endsWith('.test.ts') || !existsSync(path)) return 0;
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => changedAt(join(path, name))));
}

/** Whether dist/ and dist-cli/ are younger than everything they are made of. */
export function isBuilt() {
  const sources = Math.max(...[...SOURCES, ...CONFIGS].map(changedAt));
  return BUILT.every((path) => changedAt(path) > sources);
}

/**
 * Bundles a TypeScript entry and all it imports into one file that Node runs.
 * @param {string} entry
 * @param {string} file
 */
export async function bundleForNode(entry, file) {
  const { build } = await import('vite');
  await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    ssr: { noExternal: true },
    build: {
      ssr: entry,
      target: 'node20',
      outDir: dirname(file),
      emptyOutDir: false,
      rolldownOptions: {
        output: { entryFileNames: basename(file), codeSplitting: false, banner: '#!/usr/bin/env node' },
      },
    },
  });
  chmodSync(file, 0o755);
}

/** Builds everything that is shipped. */
export async function buildAll() {
  const { build } = await import('vite');
  await build({ logLevel: 'warn' });
  await bundleForNode('src/lab/cli.ts', 'dist-cli/hopscope.js');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildAll();
