/** The command line of busybox's wget. */
import { usageOf } from './about';

export interface WgetOptions {
  readonly url: string;
  readonly quiet: boolean;
  readonly spider: boolean;
  readonly serverHeaders: boolean;
  /** -O: a file, or `-` for standard output. */
  readonly output: string | null;
  readonly directory: string | null;
  readonly agent: string;
  readonly headers: readonly string[];
  readonly post: string | null;
  /** -T, in seconds. */
  readonly timeout: number | null;
}

const USAGE = usageOf(`wget [-cqS] [--spider] [-O FILE] [-o LOGFILE] [--header STR]
	[--post-data STR | --post-file FILE] [-Y on/off]
	[--no-check-certificate] [-P DIR] [-U AGENT] URL...

Retrieve files via HTTP or FTP

	--spider	Only check URL existence: $? is 0 if exists
	--header STR	Add STR (of form 'header: value') to headers
	--post-data STR	Send STR using POST method
	--post-file FILE	Send FILE using POST method
	--no-check-certificate	Don't validate the server's certificate
	-c		Continue retrieval of aborted transfer
	-q		Quiet
	-P DIR		Save to DIR (default .)
	-S    		Show server response
	-O FILE		Save to FILE ('-' for stdout)
	-o LOGFILE	Log messages to FILE
	-U STR		Use STR for User-Agent header
	-Y on/off	Use proxy`);

/** Short letters by their long names; the value says whether they take one. */
const LONG: Readonly<Record<string, readonly [letter: string, value: boolean]>> = {
  continue: ['c', false],
  'directory-prefix': ['P', true],
  header: ['H', true],
  'no-check-certificate': ['k', false],
  'output-document': ['O', true],
  'output-file': ['o', true],
  'post-data': ['D', true],
  quiet: ['q', false],
  'server-response': ['S', false],
  spider: ['s', false],
  timeout: ['T', true],
  'user-agent': ['U', true],
};
const SHORT = 'cqS';
const SHORT_VALUED = 'OoPUYtT';

/** The options, or what wget says instead. */
export function parseWget(args: readonly string[]): WgetOptions | string {
  const given: [letter: string, value: string][] = [];
  const urls: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const arg = args[i]!;
    if (arg.startsWith('--') && arg.length > 2) {
      const [name = '', inline] = arg.slice(2).split(/=(.*)/s);
      const option = LONG[name];
      if (option === undefined) return `wget: unrecognized option '${arg}'\n${USAGE}`;
      const value = option[1] ? (inline ?? args[++i]) : '';
      if (value === undefined) return `wget: option '${arg}' requires an argument\n${USAGE}`;
      given.push([option[0], value]);
      continue;
    }
    if (!arg.startsWith('-') || arg === '-') {
      urls.push(arg);
      continue;
    }
    for (let at = 1; at < arg.length; at++) {
      const letter = arg[at]!;
      if (SHORT.includes(letter)) given.push([letter, '']);
      else if (SHORT_VALUED.includes(letter)) {
        const value = at + 1 < arg.length ? arg.slice(at + 1) : args[++i];
        if (value === undefined) return `wget: option requires an argument -- '${letter}'\n${USAGE}`;
        given.push([letter, value]);
        break;
      } else return `wget: invalid option -- '${letter}'\n${USAGE}`;
    }
  }
  const [url] = urls;
  if (url === undefined) return USAGE;
  const all = (letter: string) => given.flatMap(([other, value]) => (other === letter ? [value] : []));
  const last = (letter: string) => all(letter).at(-1) ?? null;
  return {
    url,
    quiet: last('q') !== null,
    spider: last('s') !== null,
    serverHeaders: last('S') !== null,
    output: last('O'),
    directory: last('P'),
    agent: last('U') ?? 'Wget',
    headers: all('H'),
    post: last('D'),
    timeout: last('T') === null ? null : Number(last('T')),
  };
}
