import { expect, test } from 'vitest';
import { serviceName, servicePort } from './services';

test('ports have their names, in their protocol', () => {
  expect([serviceName(80, 'tcp'), serviceName(53, 'udp'), serviceName(27017, 'tcp'), serviceName(80, 'udp')]).toEqual([
    'http',
    'domain',
    null,
    null,
  ]);
  expect([
    servicePort('https', 'tcp'),
    servicePort('www', 'tcp'),
    servicePort('bootps', 'tcp'),
    servicePort('nosuch', 'tcp'),
  ]).toEqual([443, 80, null, null]);
});
