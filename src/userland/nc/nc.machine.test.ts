import { expect, test } from 'vitest';
import { ncTable } from './nc';
import { NC_EVENTS, NC_STATES, type NcEffect, type NcEvent, type NcState } from './nc.machine';

const TABLE: readonly (readonly [NcState, NcEvent, NcState, readonly NcEffect[]])[] = [
  ['starting', 'dial', 'resolving', ['resolve']],
  ['starting', 'serve', 'announcing', ['announce']],
  ['starting', 'finished', 'done', ['exit']],
  ['resolving', 'resolved', 'connecting', ['connect']],
  ['resolving', 'unresolved', 'done', ['exit']],
  ['resolving', 'exhausted', 'done', ['exit']],
  ['resolving', 'finished', 'done', ['exit']],
  ['connecting', 'connected', 'transferring', ['tellSuccess', 'transfer']],
  ['connecting', 'scanned', 'resolving', ['tellSuccess', 'nextPort']],
  ['connecting', 'mute', 'probing', ['probe']],
  ['connecting', 'refused', 'connecting', ['nextAddress']],
  ['connecting', 'unreachable', 'resolving', ['nextPort']],
  ['connecting', 'finished', 'done', ['exit']],
  ['probing', 'connected', 'transferring', ['tellSuccess', 'transfer']],
  ['probing', 'scanned', 'resolving', ['tellSuccess', 'nextPort']],
  ['probing', 'unreachable', 'resolving', ['nextPort']],
  ['probing', 'finished', 'done', ['exit']],
  ['announcing', 'announced', 'listening', ['await']],
  ['announcing', 'finished', 'done', ['exit']],
  ['listening', 'called', 'greeting', ['greet']],
  ['listening', 'finished', 'done', ['exit']],
  ['greeting', 'greeted', 'transferring', ['transfer']],
  ['greeting', 'finished', 'done', ['exit']],
  ['transferring', 'ended', 'resolving', ['nextPort']],
  ['transferring', 'announced', 'listening', ['await']],
  ['transferring', 'finished', 'done', ['exit']],
];

test.each(TABLE)('%s, %s: %s', (from, event, to, effects) => {
  expect(ncTable[from][event]).toEqual({ to, effects });
});

test('the table above is whole', () => {
  const known = NC_STATES.flatMap((from) => NC_EVENTS.filter((event) => ncTable[from][event]));
  expect(known.length).toBe(TABLE.length);
});
