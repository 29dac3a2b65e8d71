/** One transfer of curl, its states named as libcurl's multi interface names them (lib/multihandle.h). */
import { setup } from 'xstate';

export const CURL_STATES = ['INIT', 'RESOLVING', 'CONNECTING', 'DO', 'PERFORMING', 'COMPLETED'] as const;
export type CurlState = (typeof CURL_STATES)[number];

export const CURL_EVENTS = [
  'begin', // the URL has been read
  'resolved',
  'refused', // this address will not do, there is another
  'connected',
  'sent', // the request is out
  'redirected',
  'complete', // all of the answer is there
  'failed',
] as const;
export type CurlEvent = (typeof CURL_EVENTS)[number];

export const CURL_EFFECTS = ['resolve', 'connect', 'send', 'hangUp', 'finish'] as const;
export type CurlEffect = (typeof CURL_EFFECTS)[number];

/** Effects carry no code: the recipe in curl.ts performs them. */
const effect = () => undefined;

const over = { target: 'COMPLETED', actions: ['hangUp', 'finish'] } as const;

export const curlMachine = setup({
  types: { events: {} as { type: CurlEvent } },
  actions: { resolve: effect, connect: effect, send: effect, hangUp: effect, finish: effect },
}).createMachine({
  id: 'curl',
  initial: 'INIT',
  states: {
    INIT: { on: { begin: { target: 'RESOLVING', actions: 'resolve' }, failed: over } },
    RESOLVING: { on: { resolved: { target: 'CONNECTING', actions: 'connect' }, failed: over } },
    CONNECTING: {
      on: {
        refused: { target: 'CONNECTING', actions: 'connect' },
        connected: { target: 'DO', actions: 'send' },
        failed: over,
      },
    },
    DO: { on: { sent: 'PERFORMING', complete: over, failed: over } },
    PERFORMING: {
      on: { complete: over, redirected: { target: 'RESOLVING', actions: ['hangUp', 'resolve'] }, failed: over },
    },
    COMPLETED: {},
  },
});
