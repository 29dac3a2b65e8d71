import { expect, test } from 'vitest';
import { nslookupTable } from './busybox/nslookup';
import { clientTable } from './client';
import { exchangeTable } from './exchange';
import { getentTable } from './getent/getent';

/** A table as lines `STATE EVENT → STATE: EFFECT, EFFECT`. */
function lines(
  table: Readonly<Record<string, Readonly<Partial<Record<string, { to: string; effects: readonly string[] }>>>>>,
): string[] {
  return Object.entries(table).flatMap(([state, row]) =>
    Object.entries(row).map(([event, cell]) =>
      `${state} ${event} → ${cell?.to ?? ''}: ${cell?.effects.join(', ') ?? ''}`.trim(),
    ),
  );
}

test('an exchange: attempts by UDP, the way by TCP, the end', () => {
  expect(lines(exchangeTable)).toEqual([
    'ready datagram → asking: transmit',
    'ready stream → connecting: connect',
    'asking answer → answered: settle',
    'asking truncated → connecting: connect',
    'asking again → asking: transmit',
    'asking over → failed: giveUp',
    'connecting established → reading: write',
    'connecting again → connecting: connect',
    'connecting over → failed: giveUp',
    'reading answer → answered: settle',
    'reading again → connecting: connect',
    'reading over → failed: giveUp',
  ]);
});

test('dig, host, nslookup: the servers, then the questions', () => {
  expect(lines(clientTable)).toEqual([
    'starting named → resolving: resolve',
    'starting known → asking: next',
    'starting unknown → done: exit',
    'resolving named → resolving: resolve',
    'resolving known → asking: next',
    'resolving unknown → done: exit',
    'asking more → asking: ask',
    'asking finished → done: exit',
  ]);
});

test("busybox's nslookup", () => {
  expect(lines(nslookupTable)).toEqual([
    'starting named → resolving: resolve',
    'starting known → asking: firstServer, send',
    'resolving known → asking: firstServer, send',
    'resolving unknown → done:',
    'asking unknown → done:',
    'asking again → asking: send',
    'asking silent → asking: nextServer, send',
    'asking heard → done: show',
    'asking exhausted → done: giveUp',
  ]);
});

test('getent', () => {
  expect(lines(getentTable)).toEqual([
    'idle key → looking: look',
    'idle over → done: exit',
    'looking unanswered → looking: lookAgain',
    'looking settled → idle: next',
  ]);
});
