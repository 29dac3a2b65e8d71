import { readFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright';
import { expect } from 'vitest';
import { encodeLink } from '../../src/lab/link';
import { scenarioOf } from '../../src/lab/scenario';
import { decodeFrame } from '../../src/wire/frame';
import { decodePcapng } from '../../src/wire/pcapng';
import { summarize } from '../../src/wire/summary';
import { accessibilityFindings, test } from './app';
import { button, expectStep, expectTerminal, runCommand, sidewaysOverflow, terminalText } from './workbench';

const NOTHING = `#${encodeLink(scenarioOf([]), 0)}`;

/** A box of the canvas by its title. */
const box = (page: Page, title: string): Locator =>
  page
    .locator('.svelte-flow__node')
    .filter({ has: page.getByRole('heading', { name: new RegExp(`^(\\w+ )?${title}\\b`) }) });
const form = (page: Page): Locator => page.getByRole('dialog');
const menu = (page: Page): Locator => page.getByRole('menu');
const entry = (page: Page, name: RegExp): Locator => menu(page).getByRole('menuitem', { name });

/** What the form will run. */
const preview = (page: Page): Locator => form(page).locator('pre');

/** The capture of everything so far, as the page exports it. */
async function capture(page: Page): Promise<Buffer> {
  await button(page, 'Export').click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: /pcapng/ }).click(),
  ]);
  const bytes = readFileSync(await download.path());
  await button(page, 'Close').click();
  return bytes;
}

/** What passes where, without what is drawn by lot: the names of interfaces, the numbers of ports, sequences and questions. */
function frames(bytes: Uint8Array): string[] {
  const decoded = decodePcapng(bytes);
  if (!decoded.ok) throw new Error(decoded.error.kind);
  const { interfaces, packets } = decoded.value;
  return packets.map((packet) => {
    const where = (interfaces[packet.interface]?.name ?? '').replace(/veth\w+/, 'veth').replace(/br-\w+/, 'br');
    const { protocol, text } = summarize(decodeFrame(packet.bytes));
    const what = text
      .replace(/0x[0-9a-f]{4}/g, 'ID')
      .replace(/\b(3[2-9]|[45]\d|6[0-5])\d{3}\b/g, 'PORT')
      .replace(/\b(Seq|Ack|TSval|TSecr)=\d+/g, '$1');
    return `${where} ${packet.sent ? 'sends' : 'receives'} ${protocol} ${what}`;
  });
}

const MERN = [
  'docker network create my-net',
  'docker run -d --name mongo --network my-net mongo',
  'docker run -d --name goals-node --network my-net -p 80:80 goals-node',
  'docker run -d --name goals-react -p 3000:3000 goals-react',
  'docker exec goals-node nc -zv mongo 27017',
  '@laptop curl -s http://10.0.0.10:3000/',
];

const COMPOSE = `cat > compose.yaml <<'EOF'
services:
  mongo:
    image: mongo
    container_name: mongo
    networks: [my-net]
  goals-node:
    image: goals-node
    container_name: goals-node
    networks: [my-net]
    ports: ['80:80']
    depends_on: [mongo]
  goals-react:
    image: goals-react
    container_name: goals-react
    network_mode: bridge
    ports: ['3000:3000']
    depends_on: [goals-node]
networks:
  my-net:
    name: my-net
EOF`;

/** Types a line, however long, and waits until it has run. */
async function type(page: Page, line: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Terminal' }).focus();
  await page.keyboard.type(line);
  await page.keyboard.press('Enter');
  await page.locator(`button[aria-label="Undo"][title*=${JSON.stringify(line)}]`).waitFor();
  await expectTerminal(page, /\$$/);
}

async function byMouse(page: Page): Promise<void> {
  const pick = (name: string) => form(page).getByText(name, { exact: true }).click();
  const run = () => button(page, 'Run').click();
  await button(page, 'Add a network').click();
  await run();
  await box(page, 'my-net').waitFor();
  for (const [image, network, port] of [
    ['mongo', 'my-net', ''],
    ['goals-node', 'my-net', '80/tcp'],
    ['goals-react', 'bridge', '3000/tcp'],
  ] as const) {
    await button(page, 'Add a container').click();
    await pick(image);
    await pick(network);
    if (port !== '') await pick(port);
    await run();
    await box(page, image).waitFor();
  }
  await box(page, 'goals-node').click({ button: 'right' });
  await entry(page, /^Send from here/).click();
  await pick('nc');
  await pick('mongo');
  await run();
  await expectTerminal(page, /27017 port[^]*succeeded/);
  await box(page, 'laptop').click({ button: 'right' });
  await entry(page, /^Send from here/).click();
  await pick('curl');
  await pick('host 10.0.0.10');
  await pick('3000');
  await run();
  await expectTerminal(page, /<div id="root">/);
}

async function byKeyboard(page: Page): Promise<void> {
  const { keyboard } = page;
  /** Tab until the focus is on what is called so. */
  const reach = async (name: RegExp) => {
    for (let i = 0; i < 40; i++) {
      const label = await page.evaluate(() => {
        const element = document.activeElement;
        const labelled = element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : null;
        return (element?.getAttribute('aria-label') ?? labelled ?? element?.textContent ?? '').trim();
      });
      if (name.test(label)) return;
      await keyboard.press('Tab');
    }
    throw new Error(`Tab does not reach ${name.source}`);
  };
  await keyboard.press('n');
  await form(page).waitFor();
  await keyboard.press('Enter');
  await box(page, 'my-net').waitFor();
  for (const [image, network, port] of [
    ['mongo', 'my-net', ''],
    ['goals-node', 'my-net', '80/tcp'],
    ['goals-react', '', '3000/tcp'],
  ] as const) {
    await keyboard.press('c');
    await form(page).waitFor();
    await keyboard.press('Control+a');
    await keyboard.type(image);
    if (network !== '') {
      await reach(/^bridge$/);
      await keyboard.press('ArrowLeft');
    }
    if (port !== '') {
      await reach(new RegExp(`^${port}`));
      await keyboard.press('Space');
    }
    await reach(/^Run$/);
    await keyboard.press('Enter');
    await box(page, image).waitFor();
  }
  const sendFrom = async (title: string) => {
    await box(page, title).focus();
    await keyboard.press('Shift+F10');
    await menu(page).waitFor();
    await keyboard.type('Send');
    await keyboard.press('Enter');
    await form(page).waitFor();
  };
  await sendFrom('goals-node');
  await reach(/^ping$/);
  await keyboard.press('ArrowRight');
  await keyboard.press('ArrowRight');
  await reach(/^Run$/);
  await keyboard.press('Enter');
  await expectTerminal(page, /27017 port[^]*succeeded/);
  await sendFrom('laptop');
  await reach(/^ping$/);
  await keyboard.press('ArrowRight');
  await reach(/^goals-react 172/);
  while (!(await preview(page).innerText()).includes('10.0.0.10')) await keyboard.press('ArrowRight');
  await reach(/^80$/);
  await keyboard.press('ArrowRight');
  await reach(/^Run$/);
  await keyboard.press('Enter');
  await expectTerminal(page, /<div id="root">/);
}

test('the MERN network by mouse alone, by keyboard alone, typed, and by compose file: the same frames', async ({
  openPage,
}) => {
  const reference = await openPage({ hash: NOTHING });
  await expectStep(reference, 0);
  for (const line of MERN) await type(reference, line);
  const expected = await capture(reference);
  expect(frames(expected).length).toBeGreaterThan(30);

  const mouse = await openPage({ hash: NOTHING });
  await expectStep(mouse, 0);
  await byMouse(mouse);
  expect(frames(await capture(mouse))).toEqual(frames(expected));

  const keyboard = await openPage({ hash: NOTHING });
  await expectStep(keyboard, 0);
  await byKeyboard(keyboard);
  expect(frames(await capture(keyboard))).toEqual(frames(expected));

  const compose = await openPage({ hash: `#${encodeLink(scenarioOf([COMPOSE]), 0)}` });
  await expectStep(compose, 0);
  for (const line of ['docker compose up -d', ...MERN.slice(-2)]) await type(compose, line);
  expect(frames(await capture(compose))).toEqual(frames(expected));
}, 240_000);

test('what is asked for while the scenario is still being opened opens once it is there', async ({ openPage }) => {
  const page = await openPage();
  await button(page, 'Add a network').waitFor();
  await page.keyboard.press('n');
  await form(page).waitFor();
  await expect.poll(() => preview(page).innerText()).toContain('docker network create');
});

/** Drags a box by its title into the middle of another, a little at a time as a hand does. */
async function drag(page: Page, from: string, onto: string, drop = true): Promise<void> {
  const [a, b] = await Promise.all([box(page, from).boundingBox(), box(page, onto).boundingBox()]);
  if (!a || !b) throw new Error('There is no such box.');
  await page.mouse.move(a.x + a.width / 2, a.y + a.height / 2);
  await page.mouse.down();
  await page.mouse.move(b.x + b.width / 2, b.y + b.height / 2 + 4, { steps: 8 });
  if (drop) await page.mouse.up();
}

const undo = (page: Page): Locator => button(page, 'Undo');

test('a box dragged onto a network is connected: the target lights up and says the command first; undo and redo', async ({
  openPage,
}) => {
  const page = await openPage();
  await expectStep(page, 0);
  await runCommand(page, 'docker network create red');
  await page.keyboard.press('Escape');
  await drag(page, 'c1', 'red', false);
  await page.getByText('Let go: docker network connect red c1').waitFor();
  await page.mouse.up();
  await expectTerminal(page, /\$ docker network connect red c1\nhost \$$/);
  await box(page, 'c1').getByText('eth1 172.18.0.2').waitFor();
  await page.keyboard.press('Control+z');
  await box(page, 'c1').getByText('eth1 172.18.0.2').waitFor({ state: 'detached' });
  await expect.poll(() => terminalText(page)).not.toContain('docker network connect');
  await page.keyboard.press('Control+Shift+Z');
  await box(page, 'c1').getByText('eth1 172.18.0.2').waitFor();
  await box(page, 'c1').click({ button: 'right' });
  await entry(page, /^Disconnect from bridge docker network disconnect bridge c1$/).click();
  await box(page, 'c1').getByText('eth0 172.17.0.2').waitFor({ state: 'detached' });
});

test('a box dragged off its network into the empty host is disconnected; above its network it is only moved', async ({
  openPage,
}) => {
  const page = await openPage();
  await expectStep(page, 0);
  const [c1, filter] = await Promise.all([box(page, 'c1').boundingBox(), box(page, 'filter').boundingBox()]);
  if (!c1 || !filter) throw new Error('There is no such box.');
  await page.mouse.move(c1.x + 30, c1.y + 50);
  await page.mouse.down();
  await page.mouse.move(c1.x + 60, c1.y + 60, { steps: 4 });
  expect(await page.getByText(/^Let go:/).count()).toBe(0);
  await page.mouse.up();
  await page.mouse.move(c1.x + 60, c1.y + 60);
  await page.mouse.down();
  await page.mouse.move(filter.x + filter.width + 6, filter.y + 10, { steps: 8 });
  await page.getByText('Let go: docker network disconnect bridge c1').waitFor();
  await page.mouse.up();
  await expectTerminal(page, /\$ docker network disconnect bridge c1\nhost \$$/);
  await box(page, 'c1').getByText('eth0 172.17.0.2').waitFor({ state: 'detached' });
  await undo(page).click();
  await box(page, 'c1').getByText('eth0 172.17.0.2').waitFor();
});

test('undo goes back through everything, whoever made it: a typed line, the engine, another scenario', async ({
  openPage,
}) => {
  const page = await openPage({ hash: NOTHING });
  await expectStep(page, 0);
  await expect.poll(() => undo(page).isDisabled()).toBe(true);
  await type(page, 'docker run -d --name mine alpine');
  await box(page, 'mine').waitFor();
  await button(page, 'Lessons').click();
  await page.getByRole('button', { name: /^A ping across docker0/ }).click();
  await box(page, 'c2').waitFor();
  await undo(page).click();
  await box(page, 'mine').waitFor();
  expect(await box(page, 'c2').count()).toBe(0);
  await undo(page).click();
  await box(page, 'mine').waitFor({ state: 'detached' });
  await expect.poll(() => undo(page).isDisabled()).toBe(true);
  await button(page, 'Redo').click();
  await box(page, 'mine').waitFor();
  await button(page, 'Redo').click();
  await box(page, 'c2').waitFor();
  await expect.poll(() => button(page, 'Redo').isDisabled()).toBe(true);
});

test('a cable cut, mended and made to lose frames; a rule dropped in and deleted: each by its command', async ({
  openPage,
}) => {
  const page = await openPage();
  await expectStep(page, 0);
  await box(page, 'c1').click({ button: 'right' });
  await entry(page, /^Cut the cable veth\w+ – c1 ip link set veth\w+ down$/).click();
  await expectTerminal(page, /ip link set veth\w+ down\nhost \$$/);
  await box(page, 'c1').click({ button: 'right' });
  await entry(page, /^Mend the cable/).click();
  await expectTerminal(page, /ip link set veth\w+ up\nhost \$$/);
  await box(page, 'c1').click({ button: 'right' });
  await entry(page, /^Delay or lose frames to c1/).click();
  expect(await preview(page).innerText()).toMatch(/^tc qdisc add dev veth\w+ root netem delay 50ms loss 30%$/);
  expect(await accessibilityFindings(page)).toEqual([]);
  await button(page, 'Run').click();
  await page.locator('.svelte-flow__edge').getByText('delay 50ms loss 30%').waitFor();
  await button(page, 'Add a rule').click();
  await form(page).getByText('c1 172.17.0.2').first().click();
  await form(page).getByText('REJECT').click();
  await button(page, 'Run').click();
  await expectTerminal(page, /iptables -I FORWARD -s 172\.17\.0\.2 -j REJECT/);
  await box(page, 'filter').click({ button: 'right' });
  await entry(page, /^Delete the rule iptables -D FORWARD -s 172\.17\.0\.2\/32 -j REJECT/).click();
  await expectTerminal(page, /iptables -D FORWARD/);
});

test('a port is published by two commands that are shown first, and undone as one', async ({ openPage }) => {
  const page = await openPage({ hash: `#${encodeLink(scenarioOf(['docker run -d --name web nginx']), 0)}` });
  await expectStep(page, 0);
  await box(page, 'web').click();
  await button(page, 'Actions for web').first().click();
  await entry(page, /^Publish a port/).click();
  expect(await preview(page).innerText()).toBe('docker rm -f web\ndocker run -d --name web -p 80:80 nginx');
  await button(page, 'Run').click();
  await expectTerminal(page, /docker run -d --name web -p 80:80 nginx/);
  await undo(page).click();
  await expect.poll(() => terminalText(page)).not.toContain('docker rm');
});

test('on a telephone a finger that stays opens the menu; another Docker host comes by the canvas’s own', async ({
  openPage,
}) => {
  const page = await openPage({ width: 390, height: 844, locale: 'en', colorScheme: 'dark' });
  await expectStep(page, 0);
  const place = await box(page, 'docker0').boundingBox();
  if (!place) throw new Error('docker0 has no box.');
  const at = { clientX: place.x + 20, clientY: place.y + place.height - 8, pointerType: 'touch', bubbles: true };
  await box(page, 'docker0').dispatchEvent('pointerdown', at);
  await entry(page, /^Add a container…/).waitFor();
  expect(await sidewaysOverflow(page)).toBe(0);
  expect(await accessibilityFindings(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await menu(page).waitFor({ state: 'detached' });
  await button(page, 'Actions').click();
  await entry(page, /^Add the Docker host host2/).click();
  await box(page, 'host2').waitFor();
  await undo(page).click();
  await box(page, 'host2').waitFor({ state: 'detached' });
});
