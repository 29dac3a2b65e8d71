/** The transmission control block of a TCP socket (RFC 9293, section 3.3.1; struct tcp_sock). */
export interface TcpControl {
  /** A state of tcp.machine.ts, named as `ss` prints it. */
  state: string;
}
