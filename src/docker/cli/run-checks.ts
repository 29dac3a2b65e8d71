/** Values of `docker run`'s flags that nothing here needs, but that have to be right (cli `command/container/opts.go`, moby `daemon/daemon_unix.go`). */
import { parseSignal } from '../container/ending';
import { Failure } from '../failure';
import type { Cli } from './command';
import { listFlag, stringFlag } from './flags';

const PULLS = ['always', 'missing', 'never', ''];
const BYTES: Readonly<Record<string, number>> = { b: 0, k: 10, m: 20, g: 30, t: 40, p: 50 };
const LEAST_MEMORY = 6 * 2 ** 20;

/** What the client says, as text, or the daemon, as a failure; null where all is well. */
export function checkFlags(cli: Cli): string | Failure | null {
  return checkModes(cli) ?? checkSettings(cli);
}

function checkModes({ flags }: Cli): string | null {
  const pull = stringFlag(flags, 'pull');
  if (!PULLS.includes(pull)) return `invalid pull option: '${pull}': must be one of "always", "missing" or "never"`;
  const isNamespace = (name: string, others: RegExp) => {
    const value = stringFlag(flags, name);
    return value === '' || value === 'host' || others.test(value);
  };
  if (!isNamespace('pid', /^container:./)) return '--pid: invalid PID mode';
  if (!isNamespace('uts', /^$/)) return '--uts: invalid UTS mode';
  if (!isNamespace('userns', /^$/)) return '--userns: invalid USER mode';
  const option = listFlag(flags, 'security-opt').find((text) => !/[=:]/.test(text) && text !== 'no-new-privileges');
  return option === undefined ? null : `Invalid --security-opt: "${option}"`;
}

function checkSettings({ d, flags }: Cli): Failure | null {
  const refuse = (message: string) => new Failure('InvalidParameter', message);
  const { messages } = d;
  const signal = stringFlag(flags, 'stop-signal');
  if (signal !== '' && parseSignal(signal) === null) return refuse(messages.invalidSetting('signal', signal));
  const ipc = stringFlag(flags, 'ipc');
  if (!/^(|none|private|shareable|host|container:.+)$/.test(ipc))
    return refuse(messages.invalidSetting('IPC mode', ipc));
  if (bytesOf(stringFlag(flags, 'memory')) < LEAST_MEMORY) return refuse('Minimum memory limit allowed is 6MB');
  const runtime = stringFlag(flags, 'runtime');
  if (!['', 'runc', 'io.containerd.runc.v2'].includes(runtime)) return refuse(messages.unknownRuntime(runtime));
  const driver = stringFlag(flags, 'log-driver');
  if (!DRIVERS.includes(driver))
    return refuse(`error looking up logging plugin ${driver}: plugin "${driver}" not found`);
  return null;
}

const DRIVERS = [
  '',
  'json-file',
  'local',
  'none',
  'syslog',
  'journald',
  'gelf',
  'fluentd',
  'awslogs',
  'splunk',
  'gcplogs',
];

/** `100m`; Infinity where none is given, or 0, which is the same. */
function bytesOf(text: string): number {
  const [, amount = '', unit = 'b'] = /^([\d.]+)\s*([bkmgtp])?/i.exec(text) ?? [];
  const bytes = Number(amount) * 2 ** (BYTES[unit.toLowerCase()] ?? 0);
  return amount === '' || bytes === 0 ? Infinity : bytes;
}
