/** What `docker run --help` and `docker create --help` print: client 28.2.2. */
import { CREATE_FLAGS, RUN_FLAGS } from './container-flags';
import { flagUsages } from './flag-usages';
import type { HelpText } from './text';

export const RUN_HELP: Readonly<Record<string, HelpText>> = {
  run: (apiVersion) => `Usage:  docker run [OPTIONS] IMAGE [COMMAND] [ARG...]

Create and run a new container from an image

Aliases:
  docker container run, docker run

Options:
${flagUsages(RUN_FLAGS, apiVersion)}`,
  create: (apiVersion) => `Usage:  docker create [OPTIONS] IMAGE [COMMAND] [ARG...]

Create a new container

Aliases:
  docker container create, docker create

Options:
${flagUsages(CREATE_FLAGS, apiVersion)}`,
};
