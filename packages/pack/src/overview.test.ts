import { describe, expect, test } from 'vitest';
import { aContent, aRemark } from '../test/a-content.ts';
import { pageOf, plain } from '../test/pages.ts';
import type { PackContent } from './content.ts';
import type { Edition, ListEntry } from './pack.ts';
import { packOf } from './pack-of.ts';

/** The entries of the three lists, or of the plan's. */
function listsOf(page: string, differences: Partial<PackContent> = {}, edition: Edition = 'internal') {
  const { body } = pageOf(packOf(aContent(differences), edition), page);
  if (body.kind !== 'lists') throw new Error('expected lists');
  const worded = (entry: ListEntry) => ({
    ...entry,
    reason: plain(entry.reason),
    links: entry.links.map((link) => ({ ...link, text: plain(link.text) })),
  });
  return body.lists.map(({ title, entries }) => ({ title, entries: entries.map(worded) }));
}

const headline = aRemark({
  kind: 'headline',
  subject: 'conferences',
  indicators: ['icpc-timeliness', 'agency-staff-number'],
  place: 'watch',
  text: 'Conferences and agency staff need to be watched',
});

describe('the overview of the indicators', () => {
  test('has the three lists of the pack, and Vigil’s line for what nobody speaks of', () => {
    expect(listsOf('overview')).toEqual([
      { title: 'Going well or better', entries: [] },
      { title: 'Ones to watch', entries: [] },
      {
        title: 'Things to do better',
        entries: [
          {
            text: 'Initial child protection conferences held within 15 working days',
            reason: 'Misses its target, for 6 months running.',
            note: null,
            links: [{ page: 'icpc-timeliness', text: '27 % (red)' }],
          },
        ],
      },
    ]);
  });

  test('says what people say instead, with how the figures stand', () => {
    const [, watch, better] = listsOf('overview', { remarks: [headline] });
    expect(watch!.entries).toEqual([
      {
        text: 'Conferences and agency staff need to be watched',
        reason: 'Vigil would put it under things to do better: Misses its target, for 6 months running.',
        note: null,
        links: [
          {
            page: 'icpc-timeliness',
            text: 'Initial child protection conferences held within 15 working days: 27 % (red)',
          },
          { page: 'tables-1', text: 'Agency staff: no figure' },
        ],
      },
    ]);
    expect(better!.entries).toEqual([]);
  });

  test('does not tell the public that Vigil would have it otherwise', () => {
    const reasons = (place: 'watch' | 'do-better') =>
      listsOf('overview', { remarks: [{ ...headline, place, forPublic: true }] }, 'public').flatMap(({ entries }) =>
        entries.map(({ reason }) => reason),
      );
    expect(reasons('watch')).toEqual(['']);
    expect(reasons('do-better')).toEqual(['Misses its target, for 6 months running.']);
  });

  test('keeps Vigil’s line beside a draft, and leaves drafts out for the public', () => {
    const remarks = [{ ...headline, state: 'draft', carriedFrom: '2020-11' } as const];
    const [, watch, better] = listsOf('overview', { remarks });
    expect(watch!.entries[0]!.note).toBe('Draft, carried over from November 2020: nobody has confirmed it');
    expect(better!.entries).toHaveLength(1);
    expect(listsOf('overview', { remarks }, 'public')[1]!.entries).toEqual([]);
  });

  test('says who overruled Vigil and why, inside alone', () => {
    const ruling = {
      indicator: 'icpc-timeliness',
      period: '2020-12',
      place: 'watch',
      reason: 'Bank holidays are counted.',
      actor: 'd.director',
    } as const;
    const context = { rulings: [ruling] };
    expect(listsOf('overview', { context })[1]!.entries[0]!.reason).toContain('d.director');
    expect(listsOf('overview', { context }, 'public')[1]!.entries[0]!.reason).toBe('');
  });

  test('begins with what people said of the pack as a whole', () => {
    const notice = aRemark({ kind: 'notice', subject: 'complete', text: 'Not every figure is complete.' });
    const { body } = pageOf(packOf(aContent({ remarks: [notice] }), 'internal'), 'overview');
    expect(body).toMatchObject({ introduction: ['Not every figure is complete.'] });
  });
});

describe('the overview of the improvement plan', () => {
  const item = aRemark({
    kind: 'plan',
    subject: 'conferences',
    indicators: ['icpc-timeliness'],
    place: 'do-better',
    text: 'Hold conferences in time',
    evidence: 'monthly reports.',
    owner: 'QA Unit manager',
    due: '2021-01-31',
  });

  test('has two lists, and a third where somebody says so', () => {
    expect(listsOf('plan', { remarks: [item] }).map(({ title }) => title)).toEqual([
      'Going well or better',
      'Things to do better',
    ]);
    const watched = { ...item, subject: 'other', place: 'watch' } as const;
    expect(listsOf('plan', { remarks: [item, watched] })).toHaveLength(3);
  });

  test('says what shows an item, whose it is, by when, and how its figures stand', () => {
    const [, better] = listsOf('plan', { remarks: [item] });
    expect(better!.entries).toEqual([
      {
        text: 'Hold conferences in time',
        reason: 'Evidence: monthly reports. QA Unit manager, by 31 January 2021',
        note: null,
        links: [
          {
            page: 'icpc-timeliness',
            text: 'Initial child protection conferences held within 15 working days: 27 % (red)',
          },
        ],
      },
    ]);
  });

  test('is left out where there is none', () => {
    expect(packOf(aContent(), 'internal').pages.some(({ id }) => id === 'plan')).toBe(false);
  });
});
