/** Everything that the workbench can be told to do, by key, by palette or by button. */
import type { MessageKey } from '../words/words.svelte';
import { language } from '../words/words.svelte';
import { theme } from '../theme/theme.svelte';
import { menuOfFocus } from '../draw/gestures';
import type { DialogName, Interface, Tab } from './interface.svelte';
import type { Workbench } from './workbench.svelte';

export interface Command {
  readonly title: MessageKey;
  /** As the list of keys shows it. */
  readonly keys: string;
  /** What `KeyboardEvent.key` says, with `Shift+` and `Ctrl+` before it. */
  readonly on: readonly string[];
  run(workbench: Workbench, screen: Interface): void;
}

const player = (
  title: MessageKey,
  keys: string,
  on: readonly string[],
  run: (workbench: Workbench) => void,
): Command => ({
  title,
  keys,
  on,
  run,
});
const dialog = (title: MessageKey, name: DialogName, keys = '', on: readonly string[] = []): Command => ({
  title,
  keys,
  on,
  run: (_, screen) => {
    screen.dialog = name;
  },
});
const tab = (title: MessageKey, name: Tab): Command => ({
  title,
  keys: '',
  on: [],
  run: (_, screen) => {
    screen.tab = name;
  },
});

const add = (title: MessageKey, kind: 'container' | 'network' | 'rule', key: string): Command => ({
  title,
  keys: key,
  on: [key],
  run: (workbench, screen) => void screen.add(kind, workbench.drawn()),
});

export const COMMANDS: readonly Command[] = [
  player('command_play', 'Space', [' '], ({ player }) => player.send({ type: 'toggle' })),
  player('step_forward', '→', ['ArrowRight'], ({ player }) => player.send({ type: 'forward' })),
  player('step_back', '←', ['ArrowLeft'], ({ player }) => player.send({ type: 'back' })),
  player('next_device', 'Shift →', ['Shift+ArrowRight'], (workbench) => void workbench.nextDevice(1)),
  player('previous_device', 'Shift ←', ['Shift+ArrowLeft'], (workbench) => void workbench.nextDevice(-1)),
  player('finish_exchange', 'u', ['u'], (workbench) => void workbench.finishExchange()),
  player('first_step', 'Home', ['Home'], ({ player }) => player.send({ type: 'first' })),
  player('last_step', 'End', ['End'], ({ player }) => player.send({ type: 'last' })),
  player('slower', '[', ['['], ({ player }) => player.send({ type: 'slower' })),
  player('faster', ']', [']'], ({ player }) => player.send({ type: 'faster' })),
  dialog('go_to_step', 'goto', 'g', ['g']),
  player('undo', 'Ctrl Z', ['Ctrl+z'], (workbench) => void workbench.undo()),
  player('redo', 'Ctrl Shift Z', ['Ctrl+Shift+z', 'Ctrl+y'], (workbench) => void workbench.redo()),
  add('draw_container', 'container', 'c'),
  add('draw_network', 'network', 'n'),
  add('draw_rule', 'rule', 'r'),
  {
    title: 'draw_menu_selected',
    keys: 'm',
    on: ['m'],
    run: (_, screen) => {
      screen.menu = menuOfFocus(screen.selected);
    },
  },
  dialog('commands', 'palette', 'Ctrl K', ['Ctrl+k']),
  dialog('key_list', 'keys', '?', ['?', 'Shift+?']),
  dialog('lessons', 'lessons'),
  dialog('share', 'share'),
  dialog('export', 'export'),
  tab('command_packet', 'packet'),
  tab('command_why', 'why'),
  tab('command_state', 'state'),
  tab('command_frames', 'frames'),
  tab('command_docker', 'docker'),
  { title: 'command_compose', keys: '', on: [], run: (_, screen) => screen.openEditor() },
  dialog('engine_difference', 'engines'),
  { title: 'command_theme', keys: '', on: [], run: () => theme.toggle() },
  {
    title: 'command_language',
    keys: '',
    on: [],
    run: () => language.choose(language.locale === 'ko' ? 'en' : 'ko'),
  },
];
