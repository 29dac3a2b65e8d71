import type { Program } from '../program';
import { arping } from './arping';

export const arpingPrograms: readonly Program[] = [arping];
