import { expect, test } from 'vitest';
import { completionsAt, shapeAt } from './complete';

test.each<[string, readonly string[], readonly string[]]>([
  ['', ['configs', 'include', 'models', 'name', 'networks', 'secrets', 'services', 'version', 'volumes'], []],
  [
    'services.web.networks.back',
    [
      'aliases',
      'driver_opts',
      'gw_priority',
      'interface_name',
      'ipv4_address',
      'ipv6_address',
      'link_local_ips',
      'mac_address',
      'priority',
    ],
    [],
  ],
  ['services.web.ports.0', ['app_protocol', 'host_ip', 'mode', 'name', 'protocol', 'published', 'target'], []],
  [
    'services.web.depends_on.db.condition',
    [],
    ['service_started', 'service_healthy', 'service_completed_successfully'],
  ],
  ['services.web.tty', [], ['true', 'false']],
  ['networks.back.ipam.config.0', ['aux_addresses', 'gateway', 'ip_range', 'subnet'], []],
  ['services.web.nothing.here', [], []],
])('%s', (path, keys, values) => {
  expect(completionsAt(path === '' ? [] : path.split('.'))).toEqual({ keys, values });
});

test('a service has all the elements that compose knows', () => {
  const { keys } = completionsAt(['services', 'web']);
  expect(keys).toContain('network_mode');
  expect(keys.length).toBeGreaterThan(85);
});

test.each([
  ['services', 'map'],
  ['services.web', 'map'],
  ['services.web.ports', 'list'],
  ['services.web.networks', 'list'],
  ['services.web.environment', 'map'],
  ['services.web.image', 'plain'],
  ['services.web.nothing', 'plain'],
])('below %s stands a %s', (path, shape) => {
  expect(shapeAt(path.split('.'))).toBe(shape);
});
