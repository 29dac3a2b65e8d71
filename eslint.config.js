import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import svelte from 'eslint-plugin-svelte';
import { defineConfig } from 'eslint/config';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

const BELOW_APP = 'src/{base,wire,sim,kernel,userland,docker,lab,inspect}/**/*.ts';
const HEADLESS_COMMAND = 'src/lab/cli*.ts';
const TESTS = ['src/**/*.test.ts', 'tests/**/*.ts'];

/** What a browser page, a worker or Node has beyond the language; the floors below app/ may use only the few that are the same everywhere. */
const SAME_EVERYWHERE = ['TextEncoder', 'TextDecoder', 'structuredClone', 'atob', 'btoa'];
const language = new Set(Object.keys(globals.es2025));
const hostGlobals = [
  ...new Set([globals.browser, globals.worker, globals.node].flatMap((host) => Object.keys(host))),
].filter((name) => !language.has(name) && !SAME_EVERYWHERE.includes(name));

const machineReason = 'Only sim/ and app/ run machines; a *.machine.ts file defines one with setup().';

export default defineConfig(
  { ignores: ['dist/', 'dist-cli/', 'src/app/paraglide/', 'project.inlang/', '.dependency-cruiser.cjs'] },
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  ts.configs.strictTypeChecked,
  svelte.configs.recommended,
  prettier,
  svelte.configs.prettier,
  {
    languageOptions: {
      globals: { ...globals.browser, ...globals.node },
      parserOptions: {
        projectService: true,
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.svelte'],
      },
    },
    rules: {
      'no-undef': 'off',
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'] }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-dynamic-delete': 'off',
      // What is spread here are the characters of commands, names and numbers.
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-type-assertion': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
    rules: {
      // The linter sees the parameters of generic snippets as any; svelte-check does type them.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  {
    files: [BELOW_APP],
    ignores: [HEADLESS_COMMAND, ...TESTS],
    rules: {
      'no-restricted-globals': ['error', 'globalThis', ...hostGlobals],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'The event queue is the only clock.' },
        { object: 'Math', property: 'random', message: 'Draw from the seeded random numbers of the world.' },
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0], CallExpression[callee.name='Date']",
          message: 'The event queue is the only clock.',
        },
        {
          selector: "CallExpression[callee.property.name=/^toLocale/], MemberExpression[object.name='Intl']",
          message: 'Text of the simulation is the same in every locale.',
        },
      ],
      '@typescript-eslint/no-restricted-imports': [
        'error',
        { paths: [{ name: 'xstate', message: machineReason, allowTypeImports: true }] },
      ],
    },
  },
  {
    files: ['src/sim/**/*.ts'],
    rules: { '@typescript-eslint/no-restricted-imports': 'off' },
  },
  {
    files: ['src/**/*.machine.ts'],
    ignores: ['src/app/**'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        { paths: [{ name: 'xstate', allowImportNames: ['setup'], message: machineReason, allowTypeImports: true }] },
      ],
      // setup({ types: { events: {} as Event } }) is how XState takes its types.
      '@typescript-eslint/no-unsafe-type-assertion': 'off',
    },
  },
  {
    files: [HEADLESS_COMMAND, 'scripts/**', 'tests/bench/**'],
    rules: { 'no-console': 'off' },
  },
  {
    // A script reads JSON that it or a tool wrote.
    files: ['scripts/**'],
    rules: { '@typescript-eslint/no-unsafe-assignment': 'off' },
  },
  {
    files: TESTS,
    rules: {
      // Vitest wants the pattern even where a fixture needs nothing.
      'no-empty-pattern': ['error', { allowObjectPatternsAsParameters: true }],
      '@typescript-eslint/no-unsafe-type-assertion': 'off',
    },
  },
);
