import { describe, expect, it } from 'vitest';
import { aRemark } from '../test/any-word.ts';
import { remarksFor } from './in-pack.ts';

const november = aRemark({ period: '2020-11', text: 'As in November.', forPublic: true });
const october = aRemark({ period: '2020-10', text: 'As in October.' });

describe('what a pack says', () => {
  it('is what was said of its month', () => {
    const own = aRemark();
    expect(remarksFor([november, own, aRemark({ period: '2021-01' })], '2020-12')).toEqual([
      { ...own, carriedFrom: null },
    ]);
  });

  it('is, where nothing was, a draft of the last thing said before, which nobody has read for the public', () => {
    expect(remarksFor([october, november], '2020-12')).toEqual([
      { ...november, state: 'draft', forPublic: false, carriedFrom: '2020-11' },
    ]);
    expect(remarksFor([november, october], '2020-12')).toHaveLength(1);
  });

  it('is a draft of a draft, too, for that is what was written last', () => {
    expect(remarksFor([october, { ...november, state: 'draft' }], '2020-12')).toMatchObject([
      { text: 'As in November.', state: 'draft', carriedFrom: '2020-11' },
    ]);
  });

  it('is nothing that was withdrawn, in the month or after what was said before', () => {
    expect(remarksFor([november, aRemark({ state: 'withdrawn' })], '2020-12')).toEqual([]);
    expect(remarksFor([october, { ...november, state: 'withdrawn' }], '2020-12')).toEqual([]);
  });

  it('tells kinds and subjects apart', () => {
    const response = aRemark({ period: '2020-11', kind: 'response' });
    const other = aRemark({ period: '2020-11', subject: 'icpc-rate' });
    const found = remarksFor([aRemark(), november, response, other], '2020-12');
    expect(found.map(({ kind, subject, carriedFrom }) => [kind, subject, carriedFrom])).toEqual([
      ['commentary', 'icpc-timeliness', null],
      ['response', 'icpc-timeliness', '2020-11'],
      ['commentary', 'icpc-rate', '2020-11'],
    ]);
  });
});
