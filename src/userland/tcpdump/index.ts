import type { Program } from '../program';
import { tcpdump } from './tcpdump';

export const tcpdumpPrograms: readonly Program[] = [tcpdump];
