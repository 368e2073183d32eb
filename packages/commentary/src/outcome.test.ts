import { describe, expect, it } from 'vitest';
import { aJudgement, aRemark } from '../test/any-word.ts';
import { outcomeOf } from './outcome.ts';

const said = aRemark();
const before = aRemark({ period: '2020-11' });

describe('a word beside what stands', () => {
  it.each([
    ['new where nothing was said', said, [], 'new'],
    ['unchanged where it was said', said, [aRemark({ author: 'bob@office' })], 'unchanged'],
    ['changed where something else was', said, [aRemark({ text: 'Rose.' })], 'changed'],
    ['changed where another day is named', aRemark({ due: '2021-01-31' }), [said], 'changed'],
    ['changed where it was withdrawn', said, [aRemark({ state: 'withdrawn' })], 'changed'],
    ['new where it confirms what was carried over', said, [before], 'new'],
    ['unchanged as it was carried over', aRemark({ state: 'draft' }), [before], 'unchanged'],
    ['new where the draft was rewritten', aRemark({ state: 'draft', text: 'Rose.' }), [before], 'new'],
    ['withdrawn', aRemark({ state: 'withdrawn', text: '' }), [said], 'withdrawn'],
    ['withdrawn where it was carried over', aRemark({ state: 'withdrawn', text: '' }), [before], 'withdrawn'],
    [
      'unchanged where it was withdrawn already',
      aRemark({ state: 'withdrawn' }),
      [aRemark({ state: 'withdrawn' })],
      'unchanged',
    ],
    ['not to be withdrawn where nobody said it', aRemark({ state: 'withdrawn' }), [], null],
  ] as const)('is %s', (_, word, standing, outcome) => {
    expect(outcomeOf(word, standing)).toBe(outcome);
  });
});

describe('a judgement', () => {
  const earlier = aJudgement({ period: '2020-11' });

  it('of an earlier month is confirmed, or left as the draft that it is', () => {
    expect(outcomeOf(aJudgement(), [earlier])).toBe('new');
    expect(outcomeOf(aJudgement({ state: 'draft' }), [earlier])).toBe('unchanged');
    expect(outcomeOf(aJudgement({ state: 'withdrawn' }), [earlier])).toBeNull();
  });

  it('is never a draft of its own', () => {
    expect(outcomeOf(aJudgement({ state: 'draft', text: 'five months' }), [earlier])).toBeNull();
    expect(outcomeOf(aJudgement({ state: 'draft' }), [])).toBeNull();
  });
});
