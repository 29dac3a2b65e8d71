/** The Chromium inside @sparticuz/chromium (Linux on x64), with the libraries and fonts that a bare system lacks. */
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import { succeeds } from './command.mjs';

const PACKAGE = resolve('node_modules/@sparticuz/chromium');
const KOREAN_FONT = resolve('node_modules/@expo-google-fonts/noto-sans-kr');

/** Whether the package's browser runs on this machine. */
export const isShipped =
  process.platform === 'linux' && process.arch === 'x64' && existsSync(join(PACKAGE, 'bin/chromium.br'));

/**
 * @param {string} name a file of the package, without its `.br`
 * @param {string} path where it goes
 */
async function decompress(name, path) {
  await pipeline(
    createReadStream(join(PACKAGE, 'bin', `${name}.br`)),
    createBrotliDecompress(),
    createWriteStream(path, { mode: 0o755 }),
  );
}

/**
 * @param {string} name a tar file of the package, without its `.br`
 * @param {string} folder where its files go
 */
async function unpackTar(name, folder) {
  const path = join(folder, name);
  await decompress(name, path);
  if (!succeeds(['tar', '-x', '-f', path, '-C', folder])) throw new Error(`tar could not unpack ${name}`);
  rmSync(path);
}

/** @param {string} folder where the browser was unpacked */
function writeFontConfig(folder) {
  const fonts = [
    join(folder, 'fonts'),
    join(KOREAN_FONT, '400Regular'),
    join(KOREAN_FONT, '700Bold'),
    '/usr/share/fonts',
  ];
  const file = join(folder, 'fonts.conf');
  const text = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
${fonts.map((path) => `  <dir>${path}</dir>`).join('\n')}
  <cachedir>${join(folder, 'font-cache')}</cachedir>
</fontconfig>
`;
  writeFileSync(file, text);
  return file;
}

/** Unpacks beside the final folder and renames, so that nobody meets half a browser, not even a parallel run.
 * @param {string} folder
 */
async function unpack(folder) {
  const halfway = `${folder}.${process.pid}`;
  mkdirSync(halfway, { recursive: true });
  await decompress('chromium', join(halfway, 'chromium'));
  await unpackTar('al2023.tar', halfway);
  await unpackTar('fonts.tar', halfway);
  try {
    renameSync(halfway, folder);
  } catch (error) {
    rmSync(halfway, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
}

/**
 * The browser's path and the environment it needs, unpacked on first use.
 * @returns {Promise<{ executablePath: string, env: Record<string, string> }>}
 */
export async function shippedBrowser() {
  /** @type {{ version: string }} */
  const { version } = JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8'));
  const folder = resolve('node_modules/.cache/hopscope', `chromium-${version}`);
  if (!existsSync(folder)) await unpack(folder);
  return {
    executablePath: join(folder, 'chromium'),
    env: { LD_LIBRARY_PATH: join(folder, 'lib'), FONTCONFIG_FILE: writeFontConfig(folder) },
  };
}
