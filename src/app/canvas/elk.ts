/** ELK in a worker of its own, fetched when the first layout is asked for. */
import type { ELK } from 'elkjs/lib/elk-api';
import elkWorker from 'elkjs/lib/elk-worker.min.js?url';
import type { TopologyView } from '../../inspect/view';
import { type Layout, layOut } from './layout';

let engine: Promise<ELK> | null = null;

export async function layOutInWorker(topology: TopologyView): Promise<Layout> {
  engine ??= import('elkjs/lib/elk-api').then(
    ({ default: Elk }) => new Elk({ workerUrl: elkWorker, workerFactory: (url = elkWorker) => new Worker(url) }),
  );
  return layOut(await engine, topology);
}
