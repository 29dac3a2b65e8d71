/** `deploy`, and the devices that it reserves (Compose Specification, deploy.md). */
import { count, listOf, oneOfValues, plain, quantity, settings, strings, struct, text } from './rule';

const order = oneOfValues('start-first', 'stop-first');
const update = struct({
  parallelism: count,
  delay: text,
  failure_action: text,
  monitor: text,
  max_failure_ratio: quantity,
  order,
});

export const devices = listOf(
  struct({
    capabilities: strings,
    count: plain('string', 'integer'),
    device_ids: strings,
    driver: text,
    options: settings,
  }),
);

const genericResources = listOf(struct({ discrete_resource_spec: struct({ kind: text, value: quantity }) }));

export const deploy = struct(
  {
    mode: text,
    endpoint_mode: text,
    replicas: count,
    labels: settings,
    rollback_config: update,
    update_config: update,
    resources: struct({
      limits: struct({ cpus: quantity, memory: text, pids: count }),
      reservations: struct({ cpus: quantity, memory: text, generic_resources: genericResources, devices }),
    }),
    restart_policy: struct({ condition: text, delay: text, max_attempts: count, window: text }),
    placement: struct({
      constraints: listOf(text),
      preferences: listOf(struct({ spread: text })),
      max_replicas_per_node: count,
    }),
  },
  { nullable: true },
);
