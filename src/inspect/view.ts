/** What the interface shows, as plain data: made from the world and the trace, never written back. Everything here survives postMessage. */
import type { Edit } from '../lab/journal';
import type { EngineVersion } from '../lab/scenario';
import type { CommandLine } from '../lab/work';
import type { Layer } from '../wire/dissect';
import type { CnmView } from './cnm';
import type { ComposeCheck, CompletionView, DirectoryView } from './compose';
import type { DifferenceView } from './difference';
import type { DrawingView } from './drawing';
import type { LadderView } from './ladder';
import type { TranslationView } from './translation';

/** The accents of the design; the last two are looks, not protocols. */
export type ProtocolName = 'ARP' | 'ICMP' | 'DNS' | 'TCP' | 'UDP' | 'HTTP' | 'VXLAN' | 'IPv4' | 'Ethernet';

/** One row of the list of frames, and one dot of the lanes. */
export interface FrameRow {
  readonly step: number;
  /** Microseconds since the run began. */
  readonly time: number;
  /** `c1/eth0`, `host/veth3f2a1c0`: as a capture names it. */
  readonly place: string;
  /** The same place as the canvas knows it: a port's id. */
  readonly port: string;
  readonly sent: boolean;
  readonly protocol: ProtocolName;
  /** Wireshark's Info column. */
  readonly summary: string;
  /** Which exchange it belongs to (an ARP question and its answer, a ping, a TCP connection): equal numbers belong together. */
  readonly exchange: number;
  /** The frame went no further, for a reason other than having arrived. */
  readonly dropped: boolean;
}

/** A lane of the timeline: an interface, in the order of the canvas. */
export interface Lane {
  readonly place: string;
  readonly machine: string;
}

export type NodeKind =
  'host' | 'container' | 'netns' | 'bridge' | 'machine' | 'router' | 'internet' | 'place' | 'resolver' | 'network';

/** A box of the canvas. */
export interface NodeView {
  readonly id: string;
  readonly kind: NodeKind;
  /** The box it stands in. */
  readonly parent: string | null;
  readonly title: string;
  /** The image of a container, the addresses of a machine. */
  readonly subtitle: string;
  /** A few lines of what matters inside: routes, what listens, neighbours. */
  readonly lines: readonly string[];
  /** A container's state, a link's: `running`, `exited`, `paused`, `up`, `down`. */
  readonly state: string | null;
  readonly ports: readonly PortView[];
  /** What made it: a command, or a line of a compose file. */
  readonly origin?: string;
  /** Somebody made it with `ip` or `brctl`: it is none of Docker's. */
  readonly byHand?: boolean;
  /** Of a container: the boxes of its networks, whether or not it is plugged in now. */
  readonly on?: readonly string[];
}

/** An interface on the rim of a box. */
export interface PortView {
  /** Unique; also the id of the place that steps happen at. */
  readonly id: string;
  readonly name: string;
  readonly address: string | null;
  readonly mac: string;
  readonly up: boolean;
  /** Which side of its box a cable leaves by. */
  readonly side: 'top' | 'bottom' | 'left' | 'right';
  /** No interface: where the link of a network without a bridge meets its box. */
  readonly joint?: boolean;
}

/** A cable between two ports, or the tie of a port to its bridge. */
export interface EdgeView {
  readonly id: string;
  readonly kind: 'cable' | 'stacked';
  readonly from: string;
  readonly to: string;
  readonly up: boolean;
  /** What is done to the frames that go along it: `delay 50ms loss 30%`. */
  readonly netem?: string;
  /** What made it: a command, or a line of a compose file. */
  readonly origin?: string;
  /** A cable that somebody made with `ip`: it is none of Docker's. */
  readonly byHand?: boolean;
}

export interface TopologyView {
  readonly nodes: readonly NodeView[];
  readonly edges: readonly EdgeView[];
}

/** Where the moving frame is at this step. */
export interface HopView {
  /** The port that it passes. */
  readonly port: string;
  readonly node: string;
  readonly sent: boolean;
  /** The cable that it goes out by or came in by; null where it passes between a bridge and its own stack, or over lo. */
  readonly edge: string | null;
  /** The port on the other end of that cable. */
  readonly peer: string | null;
  /** Boxes lit besides: the tables of the host that were asked. */
  readonly lit: readonly string[];
}

/**
 * One decision in words to come: the interface looks `key` up in its catalogue and fills in the parameters.
 * The key is `why_` and the decision's kind with `_` for `.`, followed, where a kind has several sentences, by what tells them apart
 * (in lower case): `why_drop_netfilter_drop`, `why_bridge_learn` or (where `moved`) `why_bridge_move`, `why_bridge_flood_unknown`,
 * `why_neigh_incomplete` (by `to`), `why_route_output` or (where `via`) `why_route_output_via`, `why_route_forward` likewise,
 * `why_reassemble_complete` or `why_reassemble_wait`, `why_socket` or (no program) `why_socket_kernel`, `why_nf_rule` or (rule 0)
 * `why_nf_policy`, `why_ct_new` (where `fresh`) or `why_ct`, `why_nat_src_rule` (manip, by), `why_netem_loss`.
 * The parameters are the decision's fields by their own names, as the tools print them: `172.17.0.0/16` or `default`, ports joined by `, `.
 */
export interface ReasonView {
  readonly key: string;
  readonly params: Readonly<Record<string, string>>;
  readonly tone: 'route' | 'link' | 'neighbour' | 'filter' | 'nat' | 'socket' | 'drop';
  /** For a chain: each rule that was passed over, and what spoke against it. */
  readonly rules: readonly { readonly rule: string; readonly spec: string; readonly field: string }[];
  /** The command that made the rule that decided. */
  readonly origin: string | null;
  /** Of a translation: the packet before and after. */
  readonly translation: TranslationView | null;
}

/** A table of State. */
export interface StateSection {
  /** Message key of the heading: `state_neighbours`, `state_fdb`, `state_routes`, `state_conntrack`, `state_sockets`, `state_rules`, `state_counters`. */
  readonly key: string;
  /** The namespace or bridge that it is of. */
  readonly owner: string;
  /** Message keys of the columns. */
  readonly columns: readonly string[];
  readonly rows: readonly StateRow[];
}

export interface StateRow {
  readonly id: string;
  readonly cells: readonly string[];
  /** What this step did to it. */
  readonly change: 'added' | 'changed' | 'removed' | null;
  /** Cells that this step changed. */
  readonly changed: readonly number[];
  /** Of a rule, of an interface: what made it. */
  readonly origin?: string;
}

/** One command in the terminal. */
export interface ConsoleView {
  readonly id: number;
  /** Where it was typed: `host`, `laptop`. */
  readonly at: string;
  readonly line: string;
  readonly text: string;
  /** Null while it runs. */
  readonly status: number | null;
}

export interface FrameView {
  readonly protocol: ProtocolName;
  readonly summary: string;
  readonly bytes: Uint8Array;
  readonly layers: readonly Layer[];
}

/** Everything on show at one step. */
export interface StepView {
  /** The Docker Engine that the hosts run. */
  readonly engine: EngineVersion;
  /** Whether it runs in Docker Desktop's virtual machine. */
  readonly desktop: boolean;
  readonly step: number;
  readonly steps: number;
  readonly time: number;
  readonly row: FrameRow | null;
  readonly frame: FrameView | null;
  readonly hop: HopView | null;
  readonly topology: TopologyView;
  readonly reasons: readonly ReasonView[];
  readonly state: readonly StateSection[];
  readonly consoles: readonly ConsoleView[];
}

/** How far a run has come. */
export interface Progress {
  /** Another number where the run is another, or was taken back: what was known of its steps is void. */
  readonly run: number;
  readonly steps: number;
  /** A command is under way: `proceed` takes it further. */
  readonly running: boolean;
  /** It waits for somebody to type or to interrupt it: nothing more happens by itself. */
  readonly idle: boolean;
  /** A run that would not end was stopped, and why: a message key. */
  readonly stopped: string | null;
  /** What undo would take back now, and what redo would make again. */
  readonly undo: Edit | null;
  readonly redo: Edit | null;
}

/** Where undo or redo has led. */
export interface ReachedView {
  readonly progress: Progress;
  /** The gallery's name of the scenario, where it is one of its. */
  readonly seed: string | null;
}

/** Why a link or a file could not be opened: a message key. */
export type OpenError =
  'link_cut' | 'link_not_base64' | 'link_not_deflate' | 'link_version' | 'link_too_big' | 'link_not_scenario';

/** What became of a link. */
export type OpenedView =
  | { readonly ok: true; readonly step: number; readonly progress: Progress; readonly seed: string | null }
  | { readonly ok: false; readonly error: OpenError; readonly detail: string };

/** The simulation as the interface talks to it, across the worker's border: every call answers with a promise. */
export interface SessionApi {
  /** Begins anew with the scenario of a link's fragment (`v=1&s=…&i=…`), or the opening one where it is empty; the step to show, and the seed where the scenario is one of the gallery's. */
  open(fragment: string): Promise<OpenedView>;
  /** Begins anew with a scenario of the gallery. */
  openSeed(id: string): Promise<Progress>;
  /** Types a line into the terminal at the end of the run; it runs until it is done, or for a tenth of a second of work at most. `at` is the machine: `host`, `laptop`. */
  type(at: string, line: string): Promise<Progress>;
  /** Types several lines, one after the other, as one edit. */
  draw(lines: readonly CommandLine[]): Promise<Progress>;
  /** What can be drawn on at the end of the run. */
  drawing(): Promise<DrawingView>;
  /** Takes the last edit back: commands, another scenario, another engine. */
  undo(): Promise<ReachedView>;
  /** Makes the edit again that was taken back last. */
  redo(): Promise<ReachedView>;
  /** Runs on what did not finish: another slice, a tenth of a second of work at most. */
  proceed(): Promise<Progress>;
  /** Ctrl+C for the command that still runs. */
  interrupt(): Promise<Progress>;
  /** Typed at the command that still runs: a line with its newline, or null for the end of input. */
  enter(text: string | null): Promise<Progress>;
  /** Everything at a step; the tables of `box`, a box of the canvas, come first, and with them those of the machine it is on. */
  view(step: number, box?: string | null): Promise<StepView>;
  /** Rows of steps `from` to `to`, both included. */
  rows(from: number, to: number): Promise<readonly FrameRow[]>;
  lanes(): Promise<readonly Lane[]>;
  /** Where Shift+arrow leads: the next or previous step at another machine or container. */
  nextDevice(step: number, direction: 1 | -1): Promise<number>;
  /** The last step of the exchange that the step belongs to. */
  finishExchange(step: number): Promise<number>;
  /** Begins anew with the present scenario on the other engine. */
  setEngine(engine: EngineVersion): Promise<Progress>;
  /** Begins anew with the engine in Docker Desktop's virtual machine, or on the host itself. */
  setDesktop(desktop: boolean): Promise<Progress>;
  /** The present scenario on both engines, side by side. */
  compareEngines(): Promise<DifferenceView>;
  /** Docker's endpoints at the step, and the commands that made rules. */
  cnm(step: number): Promise<CnmView>;
  /** The TCP connection of the step's segment, or null where it is none. */
  ladder(step: number): Promise<LadderView | null>;
  /** The fragment of a link that opens at the step. */
  share(step: number): Promise<string | null>;
  /** The files of the host's working directory and those that compose made something of, as they are at the end of the run. */
  files(): Promise<DirectoryView>;
  /** What compose says to a file; `drafts` are files by their paths that count instead of the host's. */
  checkCompose(path: string, drafts: Readonly<Record<string, string>>): Promise<ComposeCheck>;
  /** What may be written at a place of a compose file. */
  composeCompletions(path: readonly string[]): Promise<CompletionView>;
  /** The step at which a command of the terminal has begun: what it sends comes next. */
  stepOf(console: number): Promise<number>;
  exportPcapng(): Promise<Uint8Array>;
  exportTranscript(): Promise<string>;
}
