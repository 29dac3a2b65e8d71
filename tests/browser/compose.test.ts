import type { Locator, Page } from 'playwright';
import { expect } from 'vitest';
import { accessibilityFindings, test } from './app';
import { button, expectStep, expectTerminal, runCommand, sidewaysOverflow, tab, terminalText } from './workbench';

/** The machine may be busy with other tests. */
const PATIENT = { timeout: 20_000 };

const editor = (page: Page): Locator => page.getByRole('region', { name: 'Compose editor' });
const code = (page: Page): Locator => editor(page).getByRole('textbox');

async function openEditor(page: Page): Promise<void> {
  await button(page, 'Compose').click();
  await code(page).waitFor();
}

/** The lines of the file on show. */
async function written(page: Page): Promise<string> {
  const lines = await editor(page).locator('.cm-line').allInnerTexts();
  return lines.map((line) => line.replace(/\n$/, '')).join('\n');
}

const SHOP = `services:
  web:
    image: nginx
    ports:
      - '8080:80'
  cache:
    image: redis
`;

async function typeLine(page: Page, line: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Terminal' }).focus();
  await page.keyboard.type(line);
  await page.keyboard.press('Enter');
}

/** Takes what is offered; the editor takes no Enter for it in the first moment that it is. */
async function accept(page: Page, option: string): Promise<void> {
  await page.getByRole('option', { name: option }).waitFor();
  await page.waitForTimeout(150);
  await page.keyboard.press('Enter');
}

/** Drops a file in the middle of the page. */
async function drop(page: Page, name: string, content: string | { readonly zeros: number }): Promise<void> {
  await page.evaluate(
    ([called, what]) => {
      const transfer = new DataTransfer();
      const bytes = typeof what === 'string' ? what : new Uint8Array(what.zeros);
      transfer.items.add(new File([bytes], called));
      const target = document.elementFromPoint(innerWidth / 2, innerHeight / 3) ?? document.body;
      for (const type of ['dragenter', 'dragover', 'drop'])
        target.dispatchEvent(new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true }));
    },
    [name, content] as const,
  );
}

test('a file by keyboard: completion, an error at its line, mended, brought up, shared and opened again', async ({
  openPage,
}) => {
  const page = await openPage();
  await expectStep(page, 0);
  await openEditor(page);
  await code(page).focus();
  await page.keyboard.type('ser');
  await accept(page, 'services');
  await page.keyboard.type('web:\nima');
  await accept(page, 'image');
  await page.keyboard.type('nginx');
  await expect.poll(() => written(page), PATIENT).toBe('services:\n  web:\n    image: nginx');
  await page.keyboard.press('Escape');
  await page.keyboard.type('\nprots: [80]');
  const alert = editor(page).getByRole('alert');
  await alert.getByText("services.web additional properties 'prots' not allowed").waitFor();
  expect(await editor(page).locator('.cm-lint-marker-error').count()).toBe(1);
  expect(await accessibilityFindings(page)).toEqual([]);
  await alert.getByRole('button', { name: 'Line 4' }).click();
  await page.keyboard.press('Shift+End');
  await page.keyboard.type("ports: ['8080:80']");
  await alert.waitFor({ state: 'detached' });
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+Enter');
  await expectTerminal(page, /host \$ docker compose up -d\n[^]*Container root-web-1 {2}Started/);
  await typeLine(page, '@laptop curl -s http://10.0.0.10:8080/');
  await expectTerminal(page, /Welcome to nginx!/);
  await button(page, 'Share').click();
  const link = page.getByRole('textbox', { name: 'Link' });
  await expect.poll(() => link.inputValue(), PATIENT).toContain('#v=1');
  const other = await openPage({ hash: new URL(await link.inputValue()).hash });
  await openEditor(other);
  await expect
    .poll(() => written(other), PATIENT)
    .toMatch(/^services:\n {2}web:\n {4}image: nginx\n {4}ports: \['8080:80'\]/);
  await other.getByText('root-web-1').first().waitFor({ state: 'attached' });
});

test('a rule leads to its line, and the line to what it made', async ({ openPage }) => {
  const page = await openPage();
  await expectStep(page, 0);
  await drop(page, 'compose.yaml', SHOP);
  await expect.poll(() => written(page), PATIENT).toContain("- '8080:80'");
  await button(page, 'Apply').click();
  await expectTerminal(page, /Container root-web-1 {2}Started/);
  await typeLine(page, '@laptop curl -s http://10.0.0.10:8080/');
  await expectTerminal(page, /Welcome to nginx!/);
  await page.keyboard.press('Escape');
  await tab(page, 'State').click();
  await page.locator('.svelte-flow__node-place', { hasText: 'nat' }).click();
  const rule = page.locator('tr', { hasText: '--to-destination 172.18.0.3:80' }).first();
  await rule.getByRole('button', { name: 'compose.yaml:5' }).click();
  const lit = editor(page).locator('.cm-lit');
  await expect.poll(() => lit.innerText(), PATIENT).toContain("- '8080:80'");
  await expect.poll(() => rule.getAttribute('class'), PATIENT).toContain('made');
  expect(await page.locator('.svelte-flow__node .made').count()).toBe(0);
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await expect
    .poll(() => page.locator('.svelte-flow__node .made').allInnerTexts(), PATIENT)
    .toEqual([expect.stringContaining('root-web-1') as string]);
  expect(await page.locator('path.made').count()).toBe(1);
  expect(await accessibilityFindings(page)).toEqual([]);
});

test('Why names the line of the rule that decided; without compose the command in the terminal', async ({
  openPage,
}) => {
  const page = await openPage();
  await expectStep(page, 0);
  await runCommand(page, 'docker run -d --name web -p 8080:80 nginx');
  await typeLine(page, '@laptop curl -s http://10.0.0.10:8080/');
  await expectTerminal(page, /Welcome to nginx!/);
  await page.keyboard.press('Escape');
  await tab(page, 'Why').click();
  const made = page.getByRole('tabpanel').getByRole('button', { name: 'docker run --name web' }).first();
  for (let steps = 0; steps < 12 && !(await made.isVisible()); steps++) {
    await page.locator('body').click({ position: { x: 400, y: 20 } });
    await page.keyboard.press('ArrowRight');
    await page.waitForTimeout(60);
  }
  await made.click();
  await expectStep(page, 25);
  await page.locator('.xterm-decoration').first().waitFor();
});

test('a second file of the name keeps the first within reach; hostile ones are refused in a sentence', async ({
  openPage,
}) => {
  const page = await openPage();
  await expectStep(page, 0);
  await drop(page, 'compose.yaml', SHOP);
  await expect.poll(() => written(page), PATIENT).toContain('image: redis');
  await drop(page, 'compose.yaml', { zeros: 10_000_000 });
  await page.getByText('compose.yaml is longer than the 30,000 characters').waitFor();
  await button(page, 'Close').last().click();
  await drop(page, 'compose.yaml', { zeros: 100 });
  await page.getByText('compose.yaml is not a text file').waitFor();
  expect(await written(page)).toContain('image: redis');
  const bomb = ['a: &a [x]'];
  for (const [i, name] of Array.from('bcdefghij').entries()) {
    const before = Array<string>(9).fill(`*${'abcdefghi'[i] ?? ''}`);
    bomb.push(`${name}: &${name} [${before.join()}]`);
  }
  await drop(page, 'compose.yaml', `${bomb.join('\n')}\nservices: {}\n`);
  await editor(page).getByRole('alert').waitFor();
  await page.getByText('Ctrl+Z brings the former one back').waitFor();
  await code(page).focus();
  await page.keyboard.press('Control+z');
  await expect.poll(() => written(page), PATIENT).toContain('image: redis');
  await editor(page).getByRole('alert').waitFor({ state: 'detached' });
});

test('undo takes the project from the host and leaves its file as it was being written; redo brings both back', async ({
  openPage,
}) => {
  const page = await openPage();
  await expectStep(page, 0);
  await drop(page, 'compose.yaml', SHOP);
  await expect.poll(() => written(page), PATIENT).toContain('image: redis');
  await button(page, 'Apply').click();
  await editor(page).getByText('As the host has it').waitFor();
  await button(page, 'Undo').click();
  await editor(page).getByText('Changed: Apply writes it to the host').waitFor();
  expect(await written(page)).toContain('image: redis');
  await expect.poll(() => page.locator('.svelte-flow__node', { hasText: 'root-web-1' }).count(), PATIENT).toBe(0);
  await button(page, 'Redo').click();
  await editor(page).getByText('As the host has it').waitFor();
  await page.locator('.svelte-flow__node', { hasText: 'root-web-1' }).last().waitFor();
});

test('what is pasted beside the places where one types opens too; what is not simulated is named', async ({
  openPage,
}) => {
  const page = await openPage({ colorScheme: 'dark' });
  await expectStep(page, 0);
  await page.evaluate((text) => {
    const clipboard = new DataTransfer();
    clipboard.setData('text/plain', text);
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData: clipboard, bubbles: true }));
  }, `${SHOP}    volumes: ['/data']\n`);
  await editor(page).getByText('Not simulated, and ignored: volumes (cache)').waitFor();
  await code(page).focus();
  await page.keyboard.press('Control+End');
  await page.keyboard.type('\n'.repeat(40));
  expect(await accessibilityFindings(page)).toEqual([]);
});

test('on a phone the editor is a tab', async ({ openPage }) => {
  const page = await openPage({ width: 390, height: 844, locale: 'ko' });
  await page.getByRole('tab', { name: 'Compose' }).click();
  const ko = page.getByRole('region', { name: 'Compose 편집기' });
  await ko.getByRole('button', { name: '예제로 시작' }).click();
  await ko.getByRole('button', { name: '적용' }).click();
  await page.getByText('root-web-1').first().waitFor({ state: 'attached' });
  expect(await accessibilityFindings(page)).toEqual([]);
  expect(await sidewaysOverflow(page)).toBe(0);
});

const MERN_FILE = `services:
  mongodb:
    image: mongo
    container_name: mongodb
    networks: [goals-net]
  backend:
    image: goals-node
    container_name: goals-backend
    networks: [goals-net]
    ports: ['80:80']
    depends_on: [mongodb]
  frontend:
    image: goals-react
    container_name: goals-frontend
    networks: [goals-net]
    ports: ['3000:3000']
    depends_on: [backend]
networks:
  goals-net:
    name: goals-net
`;
const MERN_COMMANDS = [
  'docker network create goals-net',
  'docker run -d --name mongodb --network goals-net mongo',
  'docker run -d --name goals-backend --network goals-net -p 80:80 goals-node',
  'docker run -d --name goals-frontend --network goals-net -p 3000:3000 goals-react',
];

/** What passes the interfaces of the frontend from the step on show to the last, without what is drawn by lot. */
async function framesOfFrontend(page: Page): Promise<string[]> {
  const told: string[] = [];
  for (;;) {
    const sentence = await page.locator('p[aria-live="polite"]').innerText();
    const [, step = '', steps = '', text = ''] = /^Step (\d+) of (\d+)\. (.*)$/.exec(sentence) ?? [];
    if (text.startsWith('goals-frontend/')) {
      told.push(text.replace(/0x[0-9a-f]+|\d{5,}|(?<=TSval=|TSecr=)\d+/g, '#'));
    }
    if (step === steps) return told;
    await page.keyboard.press('ArrowRight');
    await expectStep(page, Number(step) + 1);
  }
}

test('the same network by a file and by commands carries the same frames', async ({ openPage }) => {
  const typed = await openPage();
  await expectStep(typed, 0);
  for (const line of MERN_COMMANDS) {
    await typeLine(typed, line);
    const asked = line.replace(/\s/g, '');
    await expect
      .poll(async () => (await terminalText(typed)).replace(/\s/g, ''), PATIENT)
      .toMatch(new RegExp(`${asked}[0-9a-f]{64}host\\$$`));
  }
  const composed = await openPage();
  await expectStep(composed, 0);
  await drop(composed, 'compose.yaml', MERN_FILE);
  await expect.poll(() => written(composed), PATIENT).toContain('goals-net');
  await button(composed, 'Apply').click();
  await expectTerminal(composed, /Container goals-frontend {2}Started/);
  const seen: string[][] = [];
  for (const page of [typed, composed]) {
    await typeLine(page, 'docker exec goals-frontend curl -s http://goals-backend/');
    await expectTerminal(page, /\{"goals":\[\]\}\nhost \$$/);
    await page.keyboard.press('Escape');
    await page.locator('body').click({ position: { x: 400, y: 20 } });
    await expectStep(page, 26);
    seen.push(await framesOfFrontend(page));
  }
  expect(seen[1]).toEqual(seen[0]);
  expect(seen[0]).toContainEqual(expect.stringContaining('HTTP GET / HTTP/1.1'));
});

test('what was not applied is there again after reloading, and gone once it is applied', async ({ openPage }) => {
  const page = await openPage();
  await expectStep(page, 0);
  await drop(page, 'compose.yaml', SHOP);
  await expect.poll(() => written(page), PATIENT).toContain('image: redis');
  await expect.poll(() => page.evaluate(() => localStorage.getItem('hopscope-drafts')), PATIENT).toContain('redis');
  await expect.poll(() => page.url(), PATIENT).toContain('#v=1');
  await page.reload();
  await editor(page).getByText('Changed: Apply writes it to the host').waitFor();
  await expect.poll(() => written(page), PATIENT).toContain('image: redis');
  await button(page, 'Apply').click();
  await editor(page).getByText('As the host has it').waitFor();
  expect(await accessibilityFindings(page)).toEqual([]);
});

test('with several hosts the file runs on the one that is chosen', async ({ openPage }) => {
  const page = await openPage();
  await expectStep(page, 0);
  await typeLine(page, '@host2 docker ps');
  await expectTerminal(page, /host2 \$ docker ps\nCONTAINER ID[^]*\$$/);
  await page.keyboard.press('Escape');
  await openEditor(page);
  await editor(page).getByRole('combobox', { name: 'Host that runs the file' }).selectOption('host2');
  await button(page, 'Begin with an example').click();
  await expect.poll(() => written(page), PATIENT).toContain('image: redis');
  await button(page, 'Apply').click();
  await expectTerminal(page, /Container root-web-1 {2}Started/);
  await typeLine(page, '@host2 docker compose ls -q');
  await expectTerminal(page, /host2 \$ docker compose ls -q\nroot\n/);
  await editor(page).getByRole('combobox').selectOption('host');
  await editor(page).getByText('Write a compose file').waitFor();
  expect(await accessibilityFindings(page)).toEqual([]);
});

test('the editor speaks Korean all through', async ({ openPage }) => {
  const page = await openPage({ locale: 'ko' });
  await page.getByRole('button', { name: 'Compose', exact: true }).click();
  await page.getByRole('textbox', { name: 'compose 파일' }).focus();
  await page.keyboard.type('ser');
  await page.getByRole('listbox', { name: '자동 완성 목록' }).waitFor();
});
