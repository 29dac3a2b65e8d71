/** npm run bench: bundles tests/bench/run.ts and runs it with one collector thread, so that figures repeat. */
import { bundleForNode } from './build.mjs';
import { runHere } from './command.mjs';
import { installPackages } from './install.mjs';

installPackages();
const file = 'node_modules/.cache/hopscope/bench.js';
await bundleForNode('tests/bench/run.ts', file);
process.exitCode = runHere([process.execPath, '--single-threaded-gc', file, ...process.argv.slice(2)]);
