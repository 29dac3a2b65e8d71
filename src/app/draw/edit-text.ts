/** What an edit was, for the buttons that take it back or make it again. */
import type { Edit } from '../../lab/journal';
import { say } from '../words/words.svelte';

const LONGEST = 80;

export function editText(edit: Edit): string {
  switch (edit.kind) {
    case 'scenario':
      return say('edit_scenario');
    case 'desktop':
      return say(edit.desktop ? 'edit_desktop' : 'edit_no_desktop');
    case 'engine':
      return say('edit_engine', { engine: edit.engine });
    case 'lines': {
      const text = edit.lines.join('; ').split('\n')[0] ?? '';
      return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
    }
  }
}
