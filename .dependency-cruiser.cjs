/** The floors of src/ (DESIGN: imports go down only), held for type-only imports too. */
const FLOORS = ['base', 'wire', 'sim', 'kernel', 'userland', 'docker', 'lab', 'inspect', 'app'];
const BELOW_APP = `^src/(${FLOORS.slice(0, -1).join('|')})/`;
const HEADLESS_COMMAND = '^src/lab/cli[^/]*\\.ts$';
const TEST = '\\.test\\.ts$';

/** What a floor may import beside itself, where that is not simply every floor under it. */
const MAY_IMPORT = { base: [], wire: ['base'], sim: ['base'] };

const floors = FLOORS.map((floor, level) => {
  const allowed = [floor, ...(MAY_IMPORT[floor] ?? FLOORS.slice(0, level))];
  if (floor === 'app') allowed.push('lessons');
  return {
    name: `floor-${floor}`,
    comment: `src/${floor}/ imports only ${allowed.join(', ')}`,
    severity: 'error',
    from: { path: `^src/${floor}/` },
    to: { path: '^src/', pathNot: `^src/(${allowed.join('|')})/` },
  };
});

module.exports = {
  forbidden: [
    ...floors,
    {
      name: 'lessons-are-content',
      comment: 'lessons/ holds Markdown and data and imports nothing.',
      severity: 'error',
      from: { path: '^src/lessons/' },
      to: { pathNot: '^src/lessons/' },
    },
    {
      name: 'xstate-in-sim-and-app',
      comment: 'Machines run in sim/ and app/ only; a *.machine.ts file may define one, a test may enumerate one.',
      severity: 'error',
      from: { path: BELOW_APP, pathNot: `^src/sim/|\\.machine\\.ts$|${TEST}` },
      to: { path: '(^|/)node_modules/xstate/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'immer-in-sim-and-app',
      comment: 'A recipe does not know whether it runs on a draft.',
      severity: 'error',
      from: { path: BELOW_APP, pathNot: '^src/sim/' },
      to: { path: '(^|/)node_modules/immer/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-framework-below-app',
      comment: 'Below app/ only libraries without a page: they run in a worker and in Node alike.',
      severity: 'error',
      from: { path: BELOW_APP, pathNot: TEST },
      to: {
        dependencyTypes: ['npm', 'npm-dev', 'npm-peer', 'npm-optional', 'npm-unknown', 'npm-no-pkg'],
        pathNot: '(^|/)node_modules/(xstate|immer|fflate|valibot|pure-rand|yaml)/',
      },
    },
    {
      name: 'no-node-in-src',
      comment: 'The simulation runs in a browser; only the headless command and tests touch files and processes.',
      severity: 'error',
      from: { path: '^src/', pathNot: `${HEADLESS_COMMAND}|${TEST}` },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'not-to-tests',
      comment: 'Shipped code does not import tests.',
      severity: 'error',
      from: { path: '^src/', pathNot: TEST },
      to: { path: `^tests/|^scripts/|${TEST}` },
    },
    {
      name: 'no-cycles',
      comment: 'Imports form no circle, but in kernel/, where receiving sends and sending receives.',
      severity: 'error',
      from: { path: '^(src|tests|scripts)/', pathNot: '^src/kernel/|^src/app/paraglide/' },
      to: { circular: true },
    },
    {
      name: 'resolvable',
      comment: 'Every import leads to a file or a listed package.',
      severity: 'error',
      from: { path: '^(src|tests|scripts)/', pathNot: '^src/app/paraglide/' },
      to: { couldNotResolve: true },
    },
    {
      name: 'names-of-the-field',
      comment: 'utils, helpers, manager, handler, data, common and misc say nothing about what a file holds.',
      severity: 'error',
      from: { path: '^(src|tests|scripts)/' },
      to: {
        path: '/(util|utils|helper|helpers|manager|handler|data|common|misc)[./]',
        pathNot: 'node_modules/|^src/app/paraglide/|^src/lessons/',
      },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: '(^|/)node_modules/|^src/app/paraglide/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['svelte', 'import', 'types', 'node', 'default'],
      extensions: ['.ts', '.js', '.mjs', '.svelte', '.d.ts'],
    },
  },
};
