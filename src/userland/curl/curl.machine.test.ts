import { expect, test } from 'vitest';
import { curlTable } from './curl';
import { CURL_EVENTS, CURL_STATES, type CurlEffect, type CurlEvent, type CurlState } from './curl.machine';

const TABLE: readonly (readonly [CurlState, CurlEvent, CurlState, readonly CurlEffect[]])[] = [
  ['INIT', 'begin', 'RESOLVING', ['resolve']],
  ['INIT', 'failed', 'COMPLETED', ['hangUp', 'finish']],
  ['RESOLVING', 'resolved', 'CONNECTING', ['connect']],
  ['RESOLVING', 'failed', 'COMPLETED', ['hangUp', 'finish']],
  ['CONNECTING', 'refused', 'CONNECTING', ['connect']],
  ['CONNECTING', 'connected', 'DO', ['send']],
  ['CONNECTING', 'failed', 'COMPLETED', ['hangUp', 'finish']],
  ['DO', 'sent', 'PERFORMING', []],
  ['DO', 'complete', 'COMPLETED', ['hangUp', 'finish']],
  ['DO', 'failed', 'COMPLETED', ['hangUp', 'finish']],
  ['PERFORMING', 'redirected', 'RESOLVING', ['hangUp', 'resolve']],
  ['PERFORMING', 'complete', 'COMPLETED', ['hangUp', 'finish']],
  ['PERFORMING', 'failed', 'COMPLETED', ['hangUp', 'finish']],
];

test.each(TABLE)('%s, %s: %s', (from, event, to, effects) => {
  expect(curlTable[from][event]).toEqual({ to, effects });
});

test('the table above is whole', () => {
  const known = CURL_STATES.flatMap((from) => CURL_EVENTS.filter((event) => curlTable[from][event]));
  expect(known.length).toBe(TABLE.length);
});
