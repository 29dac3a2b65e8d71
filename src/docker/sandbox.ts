/** A sandbox: one network namespace and what Docker keeps for it. */
export interface Sandbox {
  readonly id: string;
  /** Id of its namespace; the machine's own for `--network host`. */
  readonly ns: string;
  /** Last part of its key file's path: `default` for the machine's own namespace. */
  readonly key: string;
  /** The container that it was made for. */
  readonly container: string;
  /** Ids of its endpoints, in the order they joined. */
  readonly endpoints: string[];
  /** The number the next ethN gets where numbers are not given twice. */
  nextInterface: number;
  /** Ids of the networks that it joins as it comes up, in the order of their interfaces' numbers, which come before that of the way out. */
  joining: readonly string[];
  /** The endpoint whose network has the default route and carries the published ports. */
  gateway: string | null;
  /** The process that answers at 127.0.0.11, once a network needs it. */
  resolver: number | null;
}
