/** What a visitor downloads, gzipped: the first page by the tags of the built index.html, the lazy rest by kind. */
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const html = readFileSync('dist/index.html', 'utf8');
const first = [...html.matchAll(/(?:src|href)="\.\/(assets\/[^"]+)"/g)].map(([, path]) => `dist/${path}`);
const assets = readdirSync('dist/assets').map((name) => `dist/assets/${name}`);

/** @param {string[]} paths @param {string} ending */
const ending = (paths, ending) => paths.filter((path) => path.endsWith(ending));
const workers = ending(assets, '.js').filter((path) => path.includes('worker'));
const lazy = ending(assets, '.js').filter((path) => ![...first, ...workers].includes(path));

export default [
  { name: 'first page, scripts', path: ending(first, '.js'), limit: '200 kB' },
  { name: 'first page, styles', path: ending(first, '.css'), limit: '25 kB' },
  { name: 'lazy scripts', path: lazy, limit: '300 kB' },
  { name: 'simulation worker', path: workers, limit: '500 kB' },
  { name: 'headless command', path: ['dist-cli/hopscope.js'], limit: '720 kB' },
]
  .filter(({ path }) => path.length > 0)
  .map((check) => ({ ...check, path: check.path.map((path) => resolve(path)), gzip: true }));
