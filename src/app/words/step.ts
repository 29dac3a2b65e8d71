/** A step in one sentence: who did what with which frame. */
import type { StepView } from '../../inspect/view';
import { say } from './words.svelte';

/** `c1/eth0 sends ARP Who has 172.17.0.3?`, without its number. */
export function frameSentence({ row }: StepView): string {
  if (!row) return say('before_first');
  const { place, protocol, summary, dropped, sent } = row;
  const frame = summary.startsWith(protocol) ? summary : `${protocol} ${summary}`;
  const what = sent ? say('frame_sent', { place, frame }) : say('frame_received', { place, frame });
  return `${what}${dropped ? ` ${say('frame_dropped')}` : ''}`;
}

export function stepSentence(view: StepView): string {
  return `${say('step_status', { step: view.step, steps: view.steps })}. ${frameSentence(view)}`;
}
