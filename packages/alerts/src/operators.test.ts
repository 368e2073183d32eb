import { expect, test } from 'vitest';
import { composeOperatorsDigests, type Matter } from './index.ts';

const authority = { code: '852', name: 'Southampton' };
const at = '2021-01-04T07:00:00.000Z';
const operators = [{ email: 'one@example.gov.uk' }, { email: 'ONE@example.gov.uk ' }, { email: 'two@example.gov.uk' }];

function aMatter(key: string, differences: Partial<Matter> = {}): Matter {
  return { key, kind: 'missing', subject: key, since: at, words: 'w', advice: 'a', fresh: true, ...differences };
}

test('operators are written to once each, what is new first, then the most pressing, then the oldest', () => {
  const matters = [
    aMatter('known', { kind: 'failed', fresh: false }),
    aMatter('later'),
    aMatter('earlier', { since: '2021-01-03T07:00:00.000Z' }),
    aMatter('nobody', { kind: 'unaddressed' }),
    aMatter('broken', { kind: 'failed' }),
  ];
  const digests = composeOperatorsDigests({ authority, operators, matters, at });
  expect(digests.map(({ recipient }) => recipient.email)).toEqual(['ONE@example.gov.uk', 'two@example.gov.uk']);
  for (const digest of digests) {
    expect(digest.matters.map(({ key }) => key)).toEqual(['broken', 'earlier', 'later', 'nobody', 'known']);
  }
});

test('what they know already is no reason to write', () => {
  const matters = [aMatter('known', { fresh: false })];
  expect(composeOperatorsDigests({ authority, operators, matters, at })).toEqual([]);
  expect(composeOperatorsDigests({ authority, operators, matters: [], at })).toEqual([]);
});
