/** The Chromium of the browser tests: CHROMIUM_PATH, or the shipped one, or the system's, or Playwright's own. */
import { existsSync } from 'node:fs';
import { chromium } from 'playwright';
import { runHere, tool } from './command.mjs';
import { isShipped, shippedBrowser } from './shipped-browser.mjs';

const SYSTEM_PATHS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--font-render-hinting=none',
  '--force-color-profile=srgb',
];

/**
 * Finds the browser, and unpacks or fetches it where it is not there yet.
 * @returns {Promise<{ executablePath: string, env?: Record<string, string> }>}
 */
export async function findBrowser() {
  const chosen = process.env['CHROMIUM_PATH'];
  if (chosen) return { executablePath: chosen };
  if (isShipped) return shippedBrowser();
  const installed = [...SYSTEM_PATHS, chromium.executablePath()].find((path) => existsSync(path));
  if (installed) return { executablePath: installed };
  runHere([...tool('playwright'), 'install', 'chromium']);
  if (existsSync(chromium.executablePath())) return { executablePath: chromium.executablePath() };
  throw new Error('No Chromium found: install one, or set CHROMIUM_PATH to its program, and run the tests again.');
}

/** Starts the browser. */
export async function launchBrowser() {
  const { executablePath, env = {} } = await findBrowser();
  return chromium.launch({ executablePath, args: ARGS, env: { ...process.env, ...env } });
}
