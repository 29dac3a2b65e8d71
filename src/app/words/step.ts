/** A step in one sentence: who did what with which frame. */
import type { StepView } from '../../inspect/view';
import { say } from './words.svelte';

export function stepSentence({ step, steps, row }: StepView): string {
  const status = say('step_status', { step, steps });
  if (!row) return `${status}. ${say('before_first')}`;
  const { place, protocol, summary, dropped, sent } = row;
  const frame = summary.startsWith(protocol) ? summary : `${protocol} ${summary}`;
  const what = sent ? say('frame_sent', { place, frame }) : say('frame_received', { place, frame });
  return `${status}. ${what}${dropped ? ` ${say('frame_dropped')}` : ''}`;
}
