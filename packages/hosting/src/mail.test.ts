import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openTransport } from './mail.ts';

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] }));
afterEach(() => vi.useRealTimers());

it.each([
  [[2, null, 5], 2],
  [[null], 4],
])('mail of authorities with the rates %j: %i of four turns come at once', async (rates, atOnce) => {
  const authorities = rates.map((ratePerMinute) => ({ mail: { ratePerMinute } }));
  const transport = openTransport({ smtpUrl: 'smtp://relay.example.gov.uk', dataDirectory: '', authorities });
  let had = 0;
  const turns = Array.from({ length: 4 }, () => transport.turn().then(() => (had += 1)));
  await vi.advanceTimersByTimeAsync(0);
  expect(had).toBe(atOnce);
  await transport.close();
  await Promise.all(turns);
});
