/** The help of a command as cobra lays it out for Docker (cli `cli/cobra.go`: usageTemplate, helpTemplate). */
import { type Declared, flagUsages, isAtLeast } from './flag-usages';

export interface CommandHelp {
  /** What follows its name: `[OPTIONS] CONTAINER [CONTAINER...]`. */
  readonly usage: string;
  /** What it does. */
  readonly about: string;
  /** Every name that it goes by, in the order of the help: `container rm`, `container remove`, `rm`. */
  readonly aliases?: readonly string[];
  readonly flags?: readonly Declared[];
  /** The commands below it, by the headline that they stand under. */
  readonly sections?: Readonly<Record<string, Listing>>;
  /** Said before everything else. */
  readonly notice?: string;
}

/** By name: `run`, `network create`, '' for docker itself. */
export type HelpTable = Readonly<Record<string, CommandHelp>>;

/** What commands do in a line each, by their words. */
export type Listing = Readonly<Record<string, string | ListedFor>>;

/** A command that stands in the list beside some engines only. */
interface ListedFor {
  readonly about: string;
  readonly isListed: (apiVersion: string) => boolean;
}

/** An engine of this API says whether it is in a swarm; where it is in none the client hides what a member alone has use for. */
const TELLS_OF_SWARM = '1.42';

export const forSwarm = (about: string): ListedFor => ({
  about,
  isListed: (apiVersion) => !isAtLeast(apiVersion, TELLS_OF_SWARM),
});

/** A plug-in that is installed with the engines of this API. */
export const plugIn = (about: string, since: string): ListedFor => ({
  about,
  isListed: (apiVersion) => isAtLeast(apiVersion, since),
});

/** Its text beside an engine of that API, for the words it was called by. */
export function layOut(called: string, help: CommandHelp, apiVersion: string): string {
  const { about, aliases, flags, sections = {}, notice } = help;
  const isRoot = called === '';
  const options = flags && `${isRoot ? 'Global Options' : 'Options'}:\n${flagUsages(flags, apiVersion)}`;
  const blocks = [
    notice,
    `Usage:  ${usageOf(called, help)}`,
    about,
    aliases && `Aliases:\n  ${aliases.map((path) => `docker ${path}`).join(', ')}`,
    isRoot ? undefined : options,
    ...Object.entries(sections).map(([headline, listing]) => `${headline}:\n${layOutListing(listing, apiVersion)}`),
    isRoot ? options : undefined,
    help.sections && `Run '${words('docker', called, 'COMMAND')} --help' for more information on a command.`,
    isRoot ? 'For more help on how to use Docker, head to https://docs.docker.com/go/guides/' : undefined,
  ];
  return `${blocks.filter((block) => block !== undefined).join('\n\n')}\n`;
}

/** `docker run [OPTIONS] IMAGE [COMMAND] [ARG...]`, for the words it was called by. */
export function usageOf(called: string, { usage }: CommandHelp): string {
  return words('docker', called, usage);
}

const words = (...parts: string[]): string => parts.filter((part) => part !== '').join(' ');

/** Cobra's least width of a name in a list, and the blank behind it. */
const NAME_WIDTH = 12;

function layOutListing(listing: Listing, apiVersion: string): string {
  return Object.entries(listing)
    .flatMap(([name, entry]) => {
      if (typeof entry === 'string') return [{ name, about: entry }];
      return entry.isListed(apiVersion) ? [{ name, about: entry.about }] : [];
    })
    .map(({ name, about }) => `  ${name.padEnd(NAME_WIDTH)}${about}`)
    .join('\n');
}
