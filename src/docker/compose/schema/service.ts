/** A service (Compose Specification, 05-services.md). */
import {
  any,
  count,
  flag,
  listOf,
  mapOf,
  matching,
  type MapRule,
  NAME,
  nothing,
  oneOf,
  oneOfValues,
  options,
  plain,
  quantity,
  settings,
  stringOrList,
  strings,
  struct,
  text,
} from './rule';
import { deploy, devices } from './deploy';

const command = oneOf(nothing, text, listOf(text));
const number = plain('number');
const hook = struct({ command, user: text, privileged: flag, working_dir: text, environment: settings });
const reference = listOf(
  oneOf(text, struct({ source: text, target: text, uid: text, gid: text, mode: quantity })),
  true,
);
const ulimits = mapOf(oneOf(count, struct({ hard: count, soft: count }, { required: ['soft', 'hard'] })), /^[a-z]+$/, {
  open: true,
});
const extraHosts = oneOf(mapOf(oneOf(text, listOf(text))), strings);
const envFile = oneOf(
  text,
  listOf(oneOf(text, struct({ path: text, format: text, required: flag }, { required: ['path'] }))),
);

const build = oneOf(
  text,
  struct({
    context: text,
    dockerfile: text,
    dockerfile_inline: text,
    entitlements: listOf(text),
    args: settings,
    ssh: settings,
    labels: settings,
    cache_from: listOf(text),
    cache_to: listOf(text),
    no_cache: flag,
    additional_contexts: settings,
    network: text,
    provenance: flag,
    sbom: flag,
    pull: flag,
    target: text,
    shm_size: count,
    extra_hosts: extraHosts,
    isolation: text,
    privileged: flag,
    secrets: reference,
    tags: listOf(text),
    ulimits,
    platforms: listOf(text),
  }),
);

const dependsOn = oneOf(
  strings,
  mapOf(
    struct(
      {
        restart: flag,
        required: plain('boolean'),
        condition: oneOfValues('service_started', 'service_healthy', 'service_completed_successfully'),
      },
      { required: ['condition'] },
    ),
    NAME,
  ),
);

const networks = oneOf(
  strings,
  mapOf(
    oneOf(
      struct({
        aliases: strings,
        interface_name: text,
        ipv4_address: text,
        ipv6_address: text,
        link_local_ips: strings,
        mac_address: text,
        driver_opts: options,
        priority: number,
        gw_priority: number,
      }),
      nothing,
    ),
    NAME,
  ),
);

const port = oneOf(
  number,
  text,
  struct({
    name: text,
    mode: text,
    host_ip: text,
    target: count,
    published: count,
    protocol: text,
    app_protocol: text,
  }),
);

const volume = oneOf(
  text,
  struct(
    {
      type: oneOfValues('bind', 'volume', 'tmpfs', 'cluster', 'npipe', 'image'),
      source: text,
      target: text,
      read_only: flag,
      consistency: text,
      bind: struct({
        propagation: text,
        create_host_path: flag,
        recursive: oneOfValues('enabled', 'disabled', 'writable', 'readonly'),
        selinux: oneOfValues('z', 'Z'),
      }),
      volume: struct({ labels: settings, nocopy: flag, subpath: text }),
      tmpfs: struct({ size: count, mode: quantity }),
      image: struct({ subpath: text }),
    },
    { required: ['type'] },
  ),
);

const healthcheck = struct({
  disable: flag,
  interval: text,
  retries: quantity,
  test: oneOf(text, listOf(text)),
  timeout: text,
  start_period: text,
  start_interval: text,
});

const watch = struct(
  {
    ignore: stringOrList,
    include: stringOrList,
    path: text,
    action: oneOfValues('rebuild', 'sync', 'restart', 'sync+restart', 'sync+exec'),
    target: text,
    exec: hook,
    initial_sync: plain('boolean'),
  },
  { required: ['path', 'action'] },
);

const blkioLimit = struct({ path: text, rate: count });

export const service: MapRule = struct({
  develop: struct({ watch: listOf(watch) }, { nullable: true }),
  deploy,
  annotations: settings,
  attach: flag,
  build,
  blkio_config: struct({
    device_read_bps: listOf(blkioLimit),
    device_read_iops: listOf(blkioLimit),
    device_write_bps: listOf(blkioLimit),
    device_write_iops: listOf(blkioLimit),
    weight: count,
    weight_device: listOf(struct({ path: text, weight: count })),
  }),
  cap_add: strings,
  cap_drop: strings,
  cgroup: oneOfValues('host', 'private'),
  cgroup_parent: text,
  command,
  configs: reference,
  container_name: matching('[a-zA-Z0-9][a-zA-Z0-9_.-]+'),
  cpu_count: count,
  cpu_percent: count,
  cpu_shares: quantity,
  cpu_quota: quantity,
  cpu_period: quantity,
  cpu_rt_period: quantity,
  cpu_rt_runtime: quantity,
  cpus: quantity,
  cpuset: text,
  credential_spec: struct({ config: text, file: text, registry: text }),
  depends_on: dependsOn,
  device_cgroup_rules: strings,
  devices: listOf(oneOf(text, struct({ source: text, target: text, permissions: text }, { required: ['source'] }))),
  dns: stringOrList,
  dns_opt: strings,
  dns_search: stringOrList,
  domainname: text,
  entrypoint: command,
  env_file: envFile,
  label_file: stringOrList,
  environment: settings,
  expose: listOf(quantity, true),
  extends: oneOf(text, struct({ service: text, file: text }, { required: ['service'] })),
  provider: struct({ type: text, options: mapOf(any) }, { required: ['type'] }),
  external_links: strings,
  extra_hosts: extraHosts,
  gpus: oneOf(oneOfValues('all'), devices),
  group_add: listOf(quantity, true),
  healthcheck,
  hostname: text,
  image: text,
  init: flag,
  ipc: text,
  isolation: text,
  labels: settings,
  links: strings,
  logging: struct({ driver: text, options: mapOf(plain('string', 'number', 'null')) }),
  mac_address: text,
  mem_limit: quantity,
  mem_reservation: count,
  mem_swappiness: count,
  memswap_limit: quantity,
  models: oneOf(strings, mapOf(struct({ endpoint_var: text, model_var: text }, { nullable: true }), NAME)),
  network_mode: text,
  networks,
  oom_kill_disable: flag,
  oom_score_adj: count,
  pid: plain('string', 'null'),
  pids_limit: quantity,
  platform: text,
  ports: listOf(port),
  post_start: listOf(hook),
  pre_stop: listOf(hook),
  privileged: flag,
  profiles: strings,
  pull_policy: matching('always|never|build|if_not_present|missing|refresh|daily|weekly|every_([0-9]+[wdhms])+'),
  pull_refresh_after: text,
  read_only: flag,
  restart: text,
  runtime: text,
  scale: count,
  security_opt: strings,
  shm_size: quantity,
  secrets: reference,
  sysctls: settings,
  stdin_open: flag,
  stop_grace_period: text,
  stop_signal: text,
  storage_opt: mapOf(any),
  tmpfs: stringOrList,
  tty: flag,
  ulimits,
  use_api_socket: plain('boolean'),
  user: text,
  uts: text,
  userns_mode: text,
  volumes: listOf(volume),
  volumes_from: strings,
  working_dir: text,
});
