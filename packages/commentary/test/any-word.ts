import * as fc from 'fast-check';
import { places } from '@vigil/indicators';
import { type Remark, remarkKinds } from '../src/remark.ts';
import type { Word } from '../src/word.ts';

/** A remark that stands, but for what a test says otherwise. */
export function aRemark(given: Partial<Remark> = {}): Remark {
  const subject = given.subject ?? 'icpc-timeliness';
  return {
    period: '2020-12',
    kind: 'commentary',
    subject,
    indicators: [subject],
    place: null,
    text: 'Fell, since bank holidays are not taken into account.',
    evidence: null,
    owner: null,
    due: null,
    state: 'accepted',
    forPublic: false,
    author: 'alice@office',
    at: new Date('2021-01-18T09:30:00Z'),
    ...given,
  };
}

export const aJudgement = (given: Partial<Word> = {}): Word => ({
  ...aRemark(),
  kind: 'judgement',
  place: 'watch',
  text: 'up four months running',
  ...given,
});

/** The indicators of these tests. */
export const indicators = ['icpc-timeliness', 'icpc-rate', 'lac-rate'] as const;

const anyText = fc
  .string({ minLength: 1, maxLength: 80, unit: fc.constantFrom(...Array.from('aé’;,"\'=+-@ \n0%')) })
  .map((text) => text.trim())
  .filter((text) => text !== '');
const anyIndicators = fc.uniqueArray(fc.constantFrom(...indicators));
const anyState = fc.constantFrom('draft' as const, 'accepted' as const);

/** Words of December 2020 as people may have said them, each of a kind and subject of its own. */
export const anyWords: fc.Arbitrary<readonly Word[]> = fc.uniqueArray(
  fc.constantFrom(...remarkKinds, 'judgement' as const).chain((kind): fc.Arbitrary<Word> => {
    if (kind === 'judgement') {
      return fc
        .record({ subject: fc.constantFrom(...indicators), place: fc.constantFrom(...places), text: anyText })
        .map((given) => aJudgement({ ...given, indicators: [given.subject] }));
    }
    const whose = { owner: fc.option(anyText), due: fc.constantFrom(null, '2021-01-31', '2020-02-29') };
    const common = { text: anyText, state: anyState, forPublic: fc.boolean() };
    if (kind === 'commentary' || kind === 'response') {
      return fc
        .record({
          ...common,
          ...(kind === 'response' && whose),
          subject: fc.constantFrom(...indicators),
        })
        .map((given) => aRemark({ ...given, kind, indicators: [given.subject] }));
    }
    return fc
      .record({
        ...common,
        ...(kind === 'plan' && { ...whose, evidence: fc.option(anyText) }),
        ...(kind !== 'notice' && { place: fc.constantFrom(...places) }),
        indicators: anyIndicators,
        subject: fc.constantFrom('caseloads', 'staff-absence', 'year-of-the-child'),
      })
      .map((given) => aRemark({ ...given, kind }));
  }),
  { selector: ({ kind, subject }) => `${kind} ${subject}` },
);
