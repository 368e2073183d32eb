import type { Target, Unit } from '@vigil/indicators';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aTarget } from '../../indicators/test/examples.ts';
import { factsOf } from '../test/facts.ts';
import { composeDigests, type DigestService } from './digest.ts';
import { digestItem, type DigestItem, type DigestNews } from './digest-item.ts';

const authority = { code: '852', name: 'Southampton' };
const period = '2020-12';

const reasons = { opened: 'target missed', continued: 'target missed', recovered: 'target met' } as const;

function news(differences: Partial<DigestNews> = {}): DigestNews {
  return {
    alert: '1a2b3c4d',
    rule: 'target-missed',
    kind: 'opened',
    reason: 'target missed',
    period,
    words: 'w',
    openedPeriod: period,
    ...differences,
  };
}

function item(
  id: string,
  {
    kind = 'opened',
    value,
    unit = 'percent',
    target = {},
    asAt = '2021-01-04',
    ...others
  }: {
    kind?: keyof typeof reasons;
    value: number;
    unit?: Unit;
    target?: Partial<Target>;
    asAt?: string;
  } & Partial<DigestItem>,
): DigestItem {
  const facts = factsOf(
    { [period]: value },
    { definition: { id, unit }, targets: [aTarget({ atLeast: 84, ...target })], asAt },
  );
  const built = digestItem({ facts, news: [news({ kind, reason: reasons[kind] })], response: null });
  return { ...built, ...others };
}

function service(id: string, email: string, indicators: string[], title = 'Head of Service'): DigestService {
  return { id, name: `Service ${id}`, head: { title, email }, deputies: [], indicators };
}

const ids = (items: readonly DigestItem[]) => items.map(({ definition }) => definition.id);

describe('who is told', () => {
  test('the head of the service that answers for the indicator', () => {
    const { digests, unaddressed } = composeDigests({
      authority,
      services: [service('qa', 'qa@example.gov.uk', ['a', 'b']), service('mash', 'mash@example.gov.uk', ['c'])],
      items: [item('a', { value: 50 }), item('c', { value: 60 })],
    });
    expect(digests.map(({ recipient, items }) => [recipient.email, ids(items)])).toEqual([
      ['mash@example.gov.uk', ['c']],
      ['qa@example.gov.uk', ['a']],
    ]);
    expect(unaddressed).toEqual([]);
  });

  test('one person heading two services, however they write the address, gets one digest', () => {
    const { digests } = composeDigests({
      authority,
      services: [
        service('b', 'Head@example.gov.uk', ['b'], 'Interim Head'),
        service('a', ' head@Example.gov.uk', ['a']),
        service('c', 'head@example.gov.uk', ['c']),
      ],
      items: [item('a', { value: 50 }), item('b', { value: 40 })],
    });
    expect(digests).toHaveLength(1);
    expect(digests[0]?.recipient.email).toBe('head@Example.gov.uk');
    expect(digests[0]?.services).toEqual([
      { id: 'a', name: 'Service a', title: 'Head of Service' },
      { id: 'b', name: 'Service b', title: 'Interim Head' },
    ]);
  });

  test('an indicator of two services is told to both heads; of none, to the operators', () => {
    const { digests, unaddressed } = composeDigests({
      authority,
      services: [service('a', 'a@example.gov.uk', ['shared']), service('b', 'b@example.gov.uk', ['shared'])],
      items: [item('shared', { value: 50 }), item('nobodys', { value: 50 })],
    });
    expect(digests.map(({ items }) => ids(items))).toEqual([['shared'], ['shared']]);
    expect(ids(unaddressed)).toEqual(['nobodys']);
  });

  test('deputies too, each once, whatever else they are', () => {
    const deputy = { title: 'Deputy', email: 'both@example.gov.uk' };
    const { digests } = composeDigests({
      authority,
      services: [
        {
          ...service('a', 'head@example.gov.uk', ['a']),
          deputies: [deputy, { ...deputy, email: 'HEAD@example.gov.uk' }],
        },
        service('b', 'both@example.gov.uk', ['b']),
      ],
      items: [item('a', { value: 50 }), item('b', { value: 40 })],
    });
    expect(digests.map(({ recipient, services, items }) => [recipient.email, services, ids(items)])).toEqual([
      [
        'both@example.gov.uk',
        [
          { id: 'a', name: 'Service a', title: 'Deputy' },
          { id: 'b', name: 'Service b', title: 'Head of Service' },
        ],
        ['b', 'a'],
      ],
      ['head@example.gov.uk', [{ id: 'a', name: 'Service a', title: 'Head of Service' }], ['a']],
    ]);
  });

  test('the next role, of what nobody answered for long', () => {
    const services = [
      {
        ...service('a', 'a@example.gov.uk', ['a', 'b']),
        escalateTo: { title: 'Director', email: 'dcs@example.gov.uk' },
      },
    ];
    const escalated = news({ kind: 'escalated', reason: 'not acknowledged for long' });
    const items = [item('a', { value: 50 }), item('b', { value: 40, news: [escalated] })];
    const { digests } = composeDigests({ authority, services, items });
    expect(digests.map(({ recipient, items: told }) => [recipient.email, ids(told)])).toEqual([
      ['a@example.gov.uk', ['b', 'a']],
      ['dcs@example.gov.uk', ['b']],
    ]);
  });

  test('nothing to say, no digest', () => {
    const services = [service('a', 'a@example.gov.uk', ['a'])];
    expect(composeDigests({ authority, services, items: [] })).toEqual({ digests: [], unaddressed: [] });
  });

  test('a digest is as at the newest date of its items', () => {
    const { digests } = composeDigests({
      authority,
      services: [service('a', 'a@example.gov.uk', ['a', 'b'])],
      items: [item('a', { value: 50, asAt: '2021-01-02' }), item('b', { value: 50, asAt: '2021-01-04' })],
    });
    expect(digests[0]?.asAt).toBe('2021-01-04');
  });
});

/** The order in which one head of service is told of them. */
function order(...items: DigestItem[]): string[] {
  const services = [service('a', 'a@example.gov.uk', ids(items))];
  return ids(composeDigests({ authority, services, items }).digests[0]?.items ?? []);
}

describe('in which order', () => {
  test('furthest from target first, each measured by its own tolerance', () => {
    expect(
      order(
        item('near', { value: 78 }),
        item('count-twice-over', { value: 42, unit: 'count', target: { atLeast: 84 } }),
        item('far', { value: 27 }),
        item('near-but-strict', { value: 78, target: { tolerance: 0.5 } }),
      ),
    ).toEqual(['near-but-strict', 'far', 'count-twice-over', 'near']);
  });

  test('of a figure its worst news first, and what is over last', () => {
    const { news: ordered } = digestItem({
      facts: factsOf({ [period]: 50 }),
      news: [
        news({ rule: 'moved', kind: 'recovered', reason: 'came back' }),
        news({ rule: 'missed-running', reason: 'missed for several periods running' }),
        news(),
      ],
      response: null,
    });
    expect(ordered.map(({ rule }) => rule)).toEqual(['target-missed', 'missed-running', 'moved']);
  });

  test('back on target comes last, and new before continuing where they are equally far', () => {
    expect(
      order(
        item('recovered', { kind: 'recovered', value: 90 }),
        item('a-continuing', { kind: 'continued', value: 50 }),
        item('opened', { value: 50 }),
        item('worse', { kind: 'continued', value: 20 }),
      ),
    ).toEqual(['worse', 'opened', 'a-continuing', 'recovered']);
  });
});

describe('whatever is given', () => {
  const indicators = ['a', 'b', 'c', 'd', 'e'];
  const emails = ['one@example.gov.uk', 'ONE@example.gov.uk', 'two@example.gov.uk', 'three@example.gov.uk'];
  // Each indicator belongs to one service at most, as a configuration would have it.
  const anyInput = fc
    .record({
      items: fc.uniqueArray(
        fc.record({
          id: fc.constantFrom(...indicators),
          kind: fc.constantFrom('opened' as const, 'continued' as const, 'recovered' as const),
          value: fc.integer({ min: 0, max: 83 }),
        }),
        { selector: ({ id }) => id },
      ),
      owner: fc.array(fc.nat({ max: 3 }), { minLength: 5, maxLength: 5 }),
      heads: fc.array(fc.constantFrom(...emails), { minLength: 3, maxLength: 3 }),
    })
    .map(({ items, owner, heads }) => ({
      items: items.map(({ id, kind, value }) => item(id, { kind, value })),
      services: heads.map((email, index) =>
        service(
          `s${index}`,
          email,
          indicators.filter((_, at) => owner[at] === index),
        ),
      ),
    }));

  test('every item is in exactly one digest, or unaddressed, and nobody gets two', () => {
    fc.assert(
      fc.property(anyInput, ({ items, services }) => {
        const { digests, unaddressed } = composeDigests({ authority, services, items });
        const told = [...digests.flatMap((digest) => digest.items), ...unaddressed];
        expect(ids(told).toSorted()).toEqual(ids(items).toSorted());
        const people = digests.map(({ recipient }) => recipient.email.toLowerCase());
        expect(new Set(people).size).toBe(people.length);
        expect(digests.every((digest) => digest.items.length > 0)).toBe(true);
      }),
    );
  });

  test('the order in which items and services come does not matter', () => {
    fc.assert(
      fc.property(
        anyInput.chain(({ items, services }) =>
          fc.tuple(
            fc.constant({ items, services }),
            fc.record({
              items: fc.shuffledSubarray(items, { minLength: items.length }),
              services: fc.shuffledSubarray(services, { minLength: services.length }),
            }),
          ),
        ),
        ([given, shuffled]) => {
          expect(composeDigests({ authority, ...shuffled })).toEqual(composeDigests({ authority, ...given }));
        },
      ),
    );
  });
});
