/** Why a tool gives up: what it prints to standard error, and its exit status. */
import { type Errno, strerror } from '../kernel/errno';
import { Value } from '../sim/value';
import { capable } from './capability';
import type { Sys } from './program';

export class Complaint extends Value {
  constructor(
    readonly text: string,
    readonly status: number,
  ) {
    super();
  }
}

/** Whether an answer is a complaint. */
export function complained(answer: unknown): answer is Complaint {
  return answer instanceof Complaint;
}

/** Prints a complaint and gives its status; 0 where there is none. */
export function statusOf(sys: Sys, complaint: Complaint | null): number {
  if (complaint === null) return 0;
  sys.err(complaint.text);
  return complaint.status;
}

/** What iproute2 says of a refusal by the kernel that brings no words of its own. */
export function netlinkAnswers(errno: Errno | null): Complaint | null {
  return errno === null ? null : new Complaint(`RTNETLINK answers: ${strerror(errno)}\n`, 2);
}

/** What the kernel answers whoever may not change its networks. */
export function unprivileged(sys: Sys, status = 2): Complaint | null {
  return capable(sys, 'NET_ADMIN') ? null : new Complaint(`RTNETLINK answers: ${strerror('EPERM')}\n`, status);
}

/** What iproute2 says of a refusal that the kernel explains (extended acknowledgement). */
export function netlinkError(text: string): Complaint {
  return new Complaint(`Error: ${text}\n`, 2);
}
