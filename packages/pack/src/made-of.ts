import { dateName, shortPeriodName } from '@vigil/calendar';
import { type DraftPage, tablePages, wordsRow } from './draft.ts';
import { digestOf } from './digest.ts';
import type { Facts } from './facts.ts';
import type { DraftRow } from './paginate.ts';
import { snapshotsOf } from './stamp.ts';
import { counted, instantName, listed } from './wording.ts';

/** What the pack can be made again from: deliveries, definitions, the calendar, and the snapshots of each indicator. */
export function madeOfPages(facts: Facts): readonly DraftPage[] {
  const { content } = facts;
  const { madeOf, authority, asAt, knownAt } = content;
  const known = [
    ['Authority', `${authority.name} (${authority.code})`],
    ['As at', dateName(asAt)],
    ['As known', knownAt === null ? 'when it was made' : instantName(knownAt)],
    ...madeOf.deliveries.map(({ source, asAt: own }) => [`Delivery of ${source}`, `as at ${dateName(own)}`]),
    ['Working days by', `calendar ${madeOf.calendarVersion}`],
    ['Vigil', madeOf.version],
  ];
  return tablePages({ id: 'made-of', kicker: 'About this pack', heading: 'What this pack is made of' }, [
    {
      caption: 'What everything rests on',
      columns: [
        { title: 'What', width: 3, align: 'left' },
        { title: 'Which', width: 9, align: 'left' },
      ],
      rows: known.map((row) => wordsRow(row)),
    },
    {
      caption: 'Snapshots by indicator, as the stamps at the foot of pages name them',
      columns: [
        { title: 'Indicator', width: 5, align: 'left' },
        { title: 'Months', width: 3, align: 'left' },
        { title: 'Snapshots', width: 3.4, align: 'left' },
        { title: 'Versions', width: 1.6, align: 'left' },
        { title: 'Made as at', width: 4, align: 'left' },
        { title: 'Definition', width: 1.8, align: 'left' },
        { title: 'Digest', width: 2.4, align: 'left' },
      ],
      rows: content.definitions.flatMap(({ id, heading }) => rowsOf(facts, id, heading)),
    },
  ]);
}

function rowsOf({ series }: Facts, id: string, heading: string): readonly DraftRow[] {
  const own = series.filter(({ definition }) => definition.id === id);
  const shows = own.map((one) => ({ series: one, periods: one.judged.map(({ figure }) => figure.period) }));
  const snapshots = snapshotsOf(shows);
  const versions = own.flatMap((one) => [...one.versions.values()]);
  if (snapshots.length === 0) return [];
  const months = shows.flatMap(({ periods }) => periods).toSorted();
  const asAts = versions.map(({ asAt }) => asAt).toSorted();
  const members = own.filter(({ member }) => member !== null).length;
  return [
    wordsRow(
      [
        heading,
        range(shortPeriodName(months[0]!), shortPeriodName(months.at(-1)!)),
        `${snapshots.length.toLocaleString('en-GB')}${members === 0 ? '' : `, with ${counted(members, 'member')}`}`,
        numbers(versions.map(({ version }) => version)),
        range(dateName(asAts[0]!), dateName(asAts.at(-1)!)),
        numbers(versions.map(({ definitionVersion }) => definitionVersion)),
        digestOf(snapshots.join('\n')),
      ],
      shows,
    ),
  ];
}

function range(first: string, last: string): string {
  return first === last ? first : `${first} to ${last}`;
}

function numbers(all: readonly number[]): string {
  return listed([...new Set(all)].toSorted((a, b) => a - b).map(String));
}
