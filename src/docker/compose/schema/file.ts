/** The whole of a compose file: its top-level elements (Compose Specification, 04-version-and-name.md to 09-secrets.md). */
import {
  any,
  flag,
  listOf,
  mapOf,
  type MapRule,
  NAME,
  oneOf,
  options,
  plain,
  settings,
  stringOrList,
  struct,
  text,
} from './rule';
import { service } from './service';

const external = oneOf(plain('boolean', 'string'), struct({ name: text }));

const network = struct(
  {
    name: text,
    driver: text,
    driver_opts: options,
    ipam: struct({
      driver: text,
      config: listOf(struct({ subnet: text, ip_range: text, gateway: text, aux_addresses: mapOf(text) })),
      options: mapOf(text),
    }),
    external,
    internal: flag,
    enable_ipv4: flag,
    enable_ipv6: flag,
    attachable: flag,
    labels: settings,
  },
  { nullable: true },
);

const volume = struct(
  { name: text, driver: text, driver_opts: options, external, labels: settings },
  { nullable: true },
);

const secret = struct({
  name: text,
  environment: text,
  file: text,
  external,
  labels: settings,
  driver: text,
  driver_opts: options,
  template_driver: text,
});

const config = struct({
  name: text,
  content: text,
  environment: text,
  file: text,
  external,
  labels: settings,
  template_driver: text,
});

const include = listOf(oneOf(text, struct({ path: stringOrList, env_file: stringOrList, project_directory: text })));

export const composeFile: MapRule = struct({
  version: text,
  name: text,
  include,
  services: mapOf(service, NAME),
  models: mapOf(any, NAME, { open: true }),
  networks: mapOf(network, NAME, { open: true }),
  volumes: mapOf(volume, NAME),
  secrets: mapOf(secret, NAME),
  configs: mapOf(config, NAME),
});
