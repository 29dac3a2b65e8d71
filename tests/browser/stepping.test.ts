import { expect } from 'vitest';
import { test } from './app';
import { button, expectStep, sentence, status, tab } from './workbench';

const PING = 25;

test('a ping is stepped from its first ARP request to its last reply, and back to step 0', async ({ openPage }) => {
  const page = await openPage();
  await expectStep(page, 0);
  expect(await status(page).innerText()).toBe(`Step 0 of ${PING}`);
  const forward: string[] = [];
  for (let step = 1; step <= PING; step++) {
    await button(page, 'Step forward').click();
    await expectStep(page, step);
    forward.push(await sentence(page));
  }
  expect(forward[0]).toMatch(/c1\/eth0 sends ARP Who has 172\.17\.0\.3\? Tell 172\.17\.0\.2/);
  expect(forward[1]).toMatch(/host\/veth[0-9a-f]{7} receives ARP/);
  expect(forward.slice(2, 4).join()).toMatch(/host\/docker0 receives ARP[^]*host\/veth[0-9a-f]{7} sends ARP/);
  expect(forward[5]).toMatch(/c2\/eth0 sends ARP 172\.17\.0\.3 is at 02:42:ac:11:00:03/);
  expect(forward[9]).toMatch(/c1\/eth0 sends ICMP Echo \(ping\) request/);
  expect(forward[24]).toMatch(/c1\/eth0 receives ICMP Echo \(ping\) reply.*seq=2/);
  expect(await button(page, 'Step forward').isDisabled()).toBe(true);

  const back: string[] = [];
  for (let step = PING; step > 0; step--) {
    back.push(await sentence(page));
    await button(page, 'Step back').click();
    await expectStep(page, step - 1);
  }
  expect(back.reverse()).toEqual(forward);
  await page.getByText('Before the first frame').waitFor();
});

test('the world at a step is the same whichever way one came', async ({ openPage }) => {
  const page = await openPage();
  await expectStep(page, 0);
  await tab(page, 'State').click();
  const world = async (step: number) => {
    await expectStep(page, step);
    return page.getByRole('tabpanel').filter({ visible: true }).innerText();
  };
  for (let step = 1; step <= 10; step++) await page.keyboard.press('ArrowRight');
  const first = await world(10);
  expect(first).toContain('REACHABLE');
  for (let step = 10; step > 1; step--) await page.keyboard.press('ArrowLeft');
  const early = await world(1);
  expect(early).toContain('INCOMPLETE');
  await page.keyboard.press('End');
  await world(PING);
  await page.keyboard.press('g');
  await page.keyboard.type('10');
  await page.keyboard.press('Enter');
  expect(await world(10)).toBe(first);
  await page.keyboard.press('Home');
  await world(0);
  await page.keyboard.press('ArrowRight');
  expect(await world(1)).toBe(early);
});

test('played, it goes on by itself and stops at the end', async ({ openPage }) => {
  const page = await openPage();
  await expectStep(page, 0);
  for (let i = 0; i < 3; i++) await button(page, 'Faster').click();
  await button(page, 'Play').click();
  await button(page, 'Pause').waitFor();
  await expectStep(page, PING);
  await button(page, 'Play').waitFor();
});

test('Shift and an arrow go from device to device, u to the end of the exchange', async ({ openPage }) => {
  const page = await openPage();
  await expectStep(page, 0);
  await page.keyboard.press('ArrowRight');
  await expectStep(page, 1);
  await page.keyboard.press('Shift+ArrowRight');
  await expectStep(page, 2);
  expect(await sentence(page)).toMatch(/host\/veth/);
  await page.keyboard.press('Shift+ArrowRight');
  await expectStep(page, 5);
  expect(await sentence(page)).toMatch(/c2\/eth0 receives/);
  await page.keyboard.press('u');
  await expectStep(page, 9);
});

test('what the frame does stands on the canvas, in the lanes, in Packet, Why and Frames', async ({ openPage }) => {
  const page = await openPage();
  await expectStep(page, 0);
  await page.keyboard.press('ArrowRight');
  await expectStep(page, 1);
  await page.locator('.token', { hasText: 'ARP request' }).waitFor();
  await page.getByRole('treeitem', { name: /Sender IP address/ }).hover();
  expect(await page.locator('[data-at].lit').count()).toBe(8);
  await page.locator('[data-at="14"]').first().hover();
  await page.getByRole('treeitem', { name: /Hardware type/, selected: true }).waitFor();
  await tab(page, 'Why').click();
  await page.getByText('asks for it by ARP').waitFor();
  await tab(page, 'Frames').click();
  await page.getByRole('searchbox').fill('icmp c2/eth0');
  await page.getByText('4 of 25').waitFor();
  await page
    .getByRole('button', { name: /Echo \(ping\) reply/ })
    .first()
    .click();
  await expectStep(page, 14);
});
