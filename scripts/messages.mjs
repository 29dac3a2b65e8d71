/** The interface's words: messages/*.json become typed functions in src/app/paraglide, which git does not keep. */
import { compile } from '@inlang/paraglide-js';
import { fileURLToPath } from 'node:url';

/** @type {import('@inlang/paraglide-js').CompilerOptions} */
export const messageOptions = {
  project: './project.inlang',
  outdir: './src/app/paraglide',
  strategy: ['localStorage', 'preferredLanguage', 'baseLocale'],
  emitReadme: false,
  emitGitIgnore: false,
  emitPrettierIgnore: false,
};

if (process.argv[1] === fileURLToPath(import.meta.url)) await compile(messageOptions);
