import type { Program } from '../program';
import { traceroute } from './traceroute';

export const traceroutePrograms: readonly Program[] = [traceroute];
