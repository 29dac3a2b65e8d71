/** Before the first browser test: a built app, a browser at hand, and a server on a free port of 127.0.0.1. */
import { preview } from 'vite';
import { type TestProject } from 'vitest/node';
import { findBrowser } from '../../scripts/browser.mjs';
import { buildAll, isBuilt } from '../../scripts/build.mjs';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the app under test is served, with a closing slash. */
    address: string;
  }
}

export default async function serve(project: TestProject): Promise<() => Promise<void>> {
  if (!isBuilt()) await buildAll();
  await findBrowser();
  const server = await preview({ logLevel: 'warn', preview: { host: '127.0.0.1', port: 0 } });
  const address = server.resolvedUrls?.local[0];
  if (!address) throw new Error('The preview server has no address.');
  project.provide('address', address);
  return () => server.close();
}
