/** What dig is to ask, and how it is to show the answer. */
import { DnsClass, DnsType } from '../../../wire/dns';
import type { RecordStyle } from '../record-text';

export interface DigDisplay {
  comments: boolean;
  question: boolean;
  answer: boolean;
  authority: boolean;
  additional: boolean;
  stats: boolean;
  identify: boolean;
  /** +qr: the query too. */
  query: boolean;
  ttl: RecordStyle['ttl'];
  class: boolean;
}

export interface DigQuestion {
  name: string;
  /** Null where none was given: A. */
  type: number | null;
  class: number;
  server: string | null;
  display: DigDisplay;
  recursion: boolean;
  authentic: boolean;
  checkingDisabled: boolean;
  authoritative: boolean;
  /** Null without EDNS. */
  bufferSize: number | null;
  dnssec: boolean;
  cookie: boolean;
  /** Null: by UDP, but for ANY. */
  stream: boolean | null;
  ignoreTruncation: boolean;
  skipServfail: boolean;
  search: boolean;
  /** +domain: searched in place of what resolv.conf says. */
  ndots: number | null;
  /** Seconds, and attempts; null where nothing was said. */
  timeout: number | null;
  tries: number | null;
}

/** BIND 9.18 offers that much. */
export const BUFFER_SIZE = 1232;

/** A question with every default of dig. */
export function freshQuestion(): DigQuestion {
  return {
    name: '',
    type: null,
    class: DnsClass.IN,
    server: null,
    display: {
      comments: true,
      question: true,
      answer: true,
      authority: true,
      additional: true,
      stats: true,
      identify: false,
      query: false,
      ttl: 'seconds',
      class: true,
    },
    recursion: true,
    authentic: true,
    checkingDisabled: false,
    authoritative: false,
    bufferSize: BUFFER_SIZE,
    dnssec: false,
    cookie: true,
    stream: null,
    ignoreTruncation: false,
    skipServfail: false,
    search: false,
    ndots: null,
    timeout: null,
    tries: null,
  };
}

export function typeOf(question: DigQuestion): number {
  return question.type ?? DnsType.A;
}

/** By TCP where it was asked for, or where nobody said otherwise and everything is wanted. */
export function isStream(question: DigQuestion): boolean {
  return question.stream ?? question.type === DnsType.ANY;
}

/** What dig prints instead of asking, and where. */
export interface DigRefusal {
  readonly out: string;
  readonly err: string;
  readonly status: number;
}
