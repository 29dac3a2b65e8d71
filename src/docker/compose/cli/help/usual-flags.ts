/** Flags that many commands of compose have. */
import { flag } from '../../../cli/help/flag-usages';

export const DRY_RUN = flag('--dry-run', 'Execute command in dry run mode');
export const REMOVE_ORPHANS = flag(
  '--remove-orphans',
  'Remove containers for services not defined in the Compose file',
);
