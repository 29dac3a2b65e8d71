/** Flags that many commands have, in the same words. */
import { flag } from './flag-usages';

const FORMATS_OF_ONE =
  "'json':             Print in JSON format\n'TEMPLATE':         Print output using the given Go template.\nRefer to https://docs.docker.com/go/formatting/ for more information about formatting output with templates";

/** What `--format` takes where a table is printed (cli `cli/flags`, FormatHelp). */
export const FORMATS = `Format output using a custom template:\n'table':            Print output in table format with column headers (default)\n'table TEMPLATE':   Print output in table format using the given Go template\n${FORMATS_OF_ONE}`;

export const FORMAT = flag('--format string', FORMATS);
/** Where objects are printed whole (InspectFormatHelp). */
export const INSPECT_FORMAT = flag('-f, --format string', `Format output using a custom template:\n${FORMATS_OF_ONE}`);
export const FILTER = flag('-f, --filter filter', 'Filter output based on conditions provided');
export const PRUNE_FILTER = flag('--filter filter', 'Provide filter values (e.g. "until=<timestamp>")');
export const NO_PROMPT = flag('-f, --force', 'Do not prompt for confirmation');
export const DO_NOT_TRUNCATE = flag('--no-trunc', 'Do not truncate output');
export const DONT_TRUNCATE = flag('--no-trunc', "Don't truncate output");
export const DETACH_KEYS = flag('--detach-keys string', 'Override the key sequence for detaching a container');
