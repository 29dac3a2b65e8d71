import { expect } from 'vitest';
import { encodeLink } from '../../src/lab/link';
import { scenarioOf } from '../../src/lab/scenario';
import { accessibilityFindings, test } from './app';
import { button, expectStep, expectTerminal, sentence, sidewaysOverflow, tab } from './workbench';

test.for(['light', 'dark'] as const)(
  'axe finds nothing in the %s theme, whatever is open',
  async (colorScheme, { openPage }) => {
    const page = await openPage({ colorScheme });
    await expectStep(page, 0);
    expect(await accessibilityFindings(page)).toEqual([]);
    for (let step = 0; step < 9; step++) await page.keyboard.press('ArrowRight');
    await expectStep(page, 9);
    for (const name of ['Packet', 'Why', 'State', 'Frames']) {
      await tab(page, name).click();
      expect(await accessibilityFindings(page), name).toEqual([]);
    }
    for (const name of ['Lessons', 'Export', 'Share']) {
      await button(page, name).click();
      await page.getByRole('dialog', { name }).waitFor();
      expect(await accessibilityFindings(page), name).toEqual([]);
      await page.keyboard.press('Escape');
      await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
    }
    for (const key of ['Control+k', '?', 'g']) {
      await page.keyboard.press(key);
      await page.getByRole('dialog').waitFor();
      expect(await accessibilityFindings(page), key).toEqual([]);
      await page.keyboard.press('Escape');
      await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
    }
  },
);

test('by keyboard alone: step, look, type, come back, share', async ({ openPage }) => {
  const page = await openPage();
  await expectStep(page, 0);
  const { keyboard } = page;
  await keyboard.press('Space');
  await button(page, 'Pause').waitFor();
  await keyboard.press('Space');
  await button(page, 'Play').waitFor();
  await keyboard.press('End');
  await expectStep(page, 25);
  const focused = () =>
    page.evaluate(
      () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent.trim() ?? '',
    );
  const tabTo = async (name: string) => {
    for (let i = 0; i < 60 && (await focused()) !== name; i++) await keyboard.press('Tab');
    expect(await focused()).toBe(name);
  };
  await tabTo('Packet');
  await keyboard.press('ArrowRight');
  await page.getByRole('tab', { name: 'Why', selected: true }).waitFor();
  await tabTo('Terminal');
  await keyboard.type('docker exec c2 ping -c 1 172.17.0.2');
  await keyboard.press('Enter');
  await expectStep(page, 26);
  await keyboard.press('Escape');
  await keyboard.press('ArrowRight');
  await expectStep(page, 27);
  await keyboard.press('Control+k');
  await keyboard.type('share');
  await keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Share' }).waitFor();
  await keyboard.press('Escape');
  await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
  await keyboard.press('ArrowLeft');
  await expectStep(page, 26);
});

test('the picture is there as text: boxes, ports, cables, and what the frame does', async ({ openPage }) => {
  const page = await openPage();
  await expectStep(page, 0);
  await page.keyboard.press('ArrowRight');
  await expectStep(page, 1);
  const text = await page.getByRole('region', { name: 'Network' }).ariaSnapshot();
  expect(text).toContain('The network as text');
  expect(text).toMatch(/docker0, 172\.17\.0\.1\/16/);
  expect(text).toMatch(/eth0 172\.17\.0\.2 02:42:ac:11:00:02 cable to docker0 veth/);
  expect(text).toMatch(/c1\/eth0 sends ARP/);
});

test('many containers, and a network without a bridge: axe finds nothing, and the text says what hangs on what', async ({
  openPage,
}) => {
  const lines = [
    'docker network create -d macvlan --subnet 10.0.0.0/24 --gateway 10.0.0.1 -o parent=eth0 lan',
    'docker run -d --name m1 --network lan --ip 10.0.0.100 alpine',
    ...Array.from({ length: 20 }, (_, i) => `docker run -d --name c${i + 1} alpine`),
  ];
  const page = await openPage({ hash: `#${encodeLink(scenarioOf(lines), 0)}`, colorScheme: 'dark' });
  await expectStep(page, 0);
  await page.locator('.svelte-flow__node').getByText('c20', { exact: true }).waitFor();
  expect(await accessibilityFindings(page)).toEqual([]);
  const text = await page.getByRole('region', { name: 'Network' }).ariaSnapshot();
  expect(text).toMatch(/lan, macvlan parent=eth0 10\.0\.0\.0\/24/);
  expect(text).toMatch(/eth0 10\.0\.0\.100 02:42:\S+ cable to lan/);
  expect(text).toMatch(/eth0 172\.17\.0\.21 02:42:ac:11:00:15 cable to docker0 veth/);
});

test('Korean from head to foot, switched at once and without losing the place', async ({ openPage }) => {
  const page = await openPage({ locale: 'ko' });
  await page.getByText('25단계 중 0단계').first().waitFor();
  await page.getByRole('button', { name: '한 단계 앞으로' }).click();
  await page.getByText('25단계 중 1단계').first().waitFor();
  expect(await sentence(page)).toMatch(/c1\/eth0이 보냅니다: ARP/);
  await page.getByRole('tab', { name: '이유' }).click();
  await page.getByText('ARP로 묻습니다').waitFor();
  expect(await page.locator('body').innerText()).not.toMatch(/why_|state_|col_|\[[가-힣]+\/[가-힣]+\]/);
  expect(await accessibilityFindings(page)).toEqual([]);
  await page.getByRole('button', { name: 'English' }).click();
  await expectStep(page, 1);
  await page.getByText('asks for it by ARP').waitFor();
  expect(await page.locator('html').getAttribute('lang')).toBe('en');
});

test.for([360, 390, 768])(
  '%i px wide, nothing has to be scrolled sideways and every panel is a tab',
  async (width, { openPage }) => {
    const page = await openPage({ width, height: 844 });
    await expectStep(page, 0);
    await button(page, 'Step forward').click();
    await expectStep(page, 1);
    for (const name of ['Packet', 'Why', 'State', 'Frames', 'Timeline', 'Terminal']) {
      await tab(page, name).click();
      expect(await sidewaysOverflow(page), name).toBe(0);
    }
    await expectTerminal(page, /host \$/);
    expect(await accessibilityFindings(page)).toEqual([]);
  },
);

test('the theme is chosen and kept', async ({ openPage }) => {
  const page = await openPage({ colorScheme: 'light' });
  await expectStep(page, 0);
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await ground();
  await button(page, 'Switch between light and dark').click();
  const dark = await ground();
  expect(dark).not.toBe(light);
  await page.reload();
  await expectStep(page, 0);
  expect(await ground()).toBe(dark);
});
