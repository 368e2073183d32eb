import { expect, it } from 'vitest';
import { isLoopbackHost } from './host.ts';

it.each(['localhost', 'localhost:4600', 'LocalHost:80', '127.0.0.1', '127.0.0.1:4600', '[::1]', '[::1]:4600'])(
  '%s is this machine',
  (host) => {
    expect(isLoopbackHost(host)).toBe(true);
  },
);

it.each([
  undefined,
  '',
  'localhost.',
  'localhost.evil.example',
  'evil.example',
  'evil.example:4600',
  'user@localhost',
  '127.0.0.1.evil.example',
  '127.0.0.2',
  '0.0.0.0',
  '[::]',
  'localhost:4600, evil.example',
  'localhost:123456',
])('%s is not taken for this machine', (host) => {
  expect(isLoopbackHost(host)).toBe(false);
});
