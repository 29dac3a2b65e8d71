/** A help text; where it depends on the engine's API, as a function of its version. */
export type HelpText = string | ((apiVersion: string) => string);
