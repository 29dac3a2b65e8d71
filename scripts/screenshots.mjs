/** npm run screenshots: the picture of the workbench that README shows, taken of the built app. */
import { preview } from 'vite';
import { launchBrowser } from './browser.mjs';
import { buildAll, isBuilt } from './build.mjs';

const STEP = 10;

if (!isBuilt()) await buildAll();
const server = await preview({ logLevel: 'warn', preview: { host: '127.0.0.1', port: 0 } });
const address = server.resolvedUrls?.local[0];
if (!address) throw new Error('The preview server has no address.');
const browser = await launchBrowser();
const page = await browser.newPage({
  viewport: { width: 1440, height: 900 },
  locale: 'en-US',
  colorScheme: 'dark',
  reducedMotion: 'reduce',
});
await page.goto(address);
await page.getByText(/^Step 0 of \d+$/).waitFor();
for (let step = 1; step <= STEP; step++) {
  await page.keyboard.press('ArrowRight');
  await page
    .getByText(new RegExp(`^Step ${step} of`))
    .first()
    .waitFor();
}
await page.locator('.token').first().waitFor();
await page.locator('.xterm-accessibility-tree', { hasText: 'ping' }).waitFor({ state: 'attached' });
await page.screenshot({ path: 'public/screenshot.png' });
await browser.close();
await server.close();
