const NAME = /^[a-zA-Z0-9](?:[-_]*[A-Za-z0-9]+)*$/;

/** Whether a swarm takes it as the name of a network or a service (swarmkit `manager/controlapi/common.go`). */
export function isValidName(name: string): boolean {
  return NAME.test(name);
}
