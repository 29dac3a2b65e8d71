/** The page's end of the worker: the session's functions as promises, and a word when the worker itself breaks. */
import { wrap } from 'comlink';
import type { SessionApi } from '../../inspect/view';

export function connectSession(broke: (message: string) => void): SessionApi {
  const worker = new Worker(new URL('./session.worker.ts', import.meta.url), { type: 'module' });
  worker.addEventListener('error', (event) => broke(event.message));
  return wrap<SessionApi>(worker);
}
