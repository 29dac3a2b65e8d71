/** The headless command: `hopscope run SCRIPT --out DIR`. */
console.error('hopscope: there is nothing to run yet');
process.exitCode = 1;
