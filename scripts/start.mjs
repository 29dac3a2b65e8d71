/** npm start: installs and builds what is missing, serves the app and prints its address. PORT chooses the port. */
import { buildAll, isBuilt } from './build.mjs';
import { installPackages } from './install.mjs';

installPackages();
if (!isBuilt()) {
  console.log('Building…');
  await buildAll();
}
const { preview } = await import('vite');
const server = await preview({ logLevel: 'warn', preview: { port: Number(process.env['PORT'] ?? 4173) } });
console.log(`Hopscope is at ${server.resolvedUrls?.local[0] ?? 'an unknown address'} (Ctrl+C ends it)`);
