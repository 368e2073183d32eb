import { PgDialect } from 'drizzle-orm/pg-core';
import { stands } from '../deliveries/standing.ts';

/** As PostgreSQL, Power BI and Excel have it. */
type ViewType = 'text' | 'integer' | 'numeric' | 'date' | 'boolean' | 'timestamp with time zone';

/** A column of a view, as its reference describes it. */
interface ViewColumn {
  readonly name: string;
  readonly type: ViewType;
  /** What it is, and where it is null. */
  readonly meaning: string;
  /** The SQL behind it, where it is more than a column of that name. */
  readonly sql?: string;
}

/** A view of the schema `reporting`: one authority a row, and always the authority's code first. */
export interface View {
  readonly name: string;
  /** What a row is, and what the view is good for. */
  readonly about: string;
  /** The tables behind it. */
  readonly from: string;
  /** The one of them whose authority the row is of, and whose the columns are unless they say otherwise. */
  readonly of: string;
  readonly columns: readonly ViewColumn[];
}

const columnOf =
  (type: ViewType) =>
  (name: string, meaning: string, sql?: string): ViewColumn => ({
    name,
    type,
    meaning,
    ...(sql !== undefined && { sql }),
  });
const text = columnOf('text');
const integer = columnOf('integer');
const number = columnOf('numeric');
const date = columnOf('date');
const boolean = columnOf('boolean');
const instant = columnOf('timestamp with time zone');

/** The files that stand, several of a source, as-at date and list where it came in parts. */
const standingFiles = `
  vigil.file
  join vigil.delivery on delivery.id = file.delivery and delivery.state = 'published'
    and file.state = 'validated' and ${new PgDialect().sqlToQuery(stands()).sql}`;

const share = (quarantined: string, read: string) => `round(${quarantined}::numeric / nullif(${read}, 0), 6)`;

/** How an indicator is called: joined to figures, so that no reader needs to. */
const naming: readonly ViewColumn[] = [
  text('code', "The pack's code, where it has one.", 'definition.code'),
  text('heading', 'The indicator in short plain words.', 'definition.heading'),
  text('section', 'The section of the board pack.', 'definition.section'),
  text('unit', 'percent (27.5 means 27.5 %), count, rate per 10,000, days, rate, cases per FTE.', 'definition.unit'),
];

const key: readonly ViewColumn[] = [
  text('period', 'The month, as YYYY-MM.'),
  date(
    'month',
    'The first day of the month, as a date: for axes and time intelligence.',
    "to_date(figure.period, 'YYYY-MM')",
  ),
  text('member', 'Team, age band or gender; null for the whole. Members need not add up to the whole.'),
  text('origin', 'computed from the lists, or reported by a person or another system.'),
];

const amounts: readonly ViewColumn[] = [
  number('numerator', 'How many were counted; null where only a value was reported.'),
  number('denominator', 'Out of how many; the population aged 0 to 17 for a rate; null for a count.'),
  number('value', 'The figure, to 4 decimals; null where there is none.'),
  text('text', 'What stands in the place of a value: no cases, tbd, insufficient history.'),
];

export const views: readonly View[] = [
  {
    name: 'figures',
    about:
      'A row for each indicator, month and member: the figure that stands as at the newest delivery, judged as ' +
      '`vigil snapshots` and the scorecard judge it. Where a month has a computed and a reported figure the computed one ' +
      'is here, unless its lists do not reach back far enough to have a value.',
    from: `vigil.standing_figure as figure
      join vigil.definition on definition.authority = figure.authority and definition.indicator = figure.indicator`,
    of: 'figure',
    columns: [
      text('indicator', 'Its id, such as icpc-timeliness: joins to the other views.', 'figure.indicator'),
      ...naming,
      ...key,
      ...amounts,
      text('status', 'provisional until the month has settled, then final.'),
      number('target', 'The threshold of the target in force on the last day of the month; null without one.'),
      text('target_comparator', 'atLeast, atMost, above or below.'),
      text('target_in_words', "The target as people read it: 'at least 84 %'."),
      number(
        'year_to_date',
        'Under a cumulative target the sum from April, which is what is judged; null under any other.',
      ),
      text('rag', 'green, amber, red, or grey where it is not rated.'),
      number('change', 'From the month before, of the same origin: points for percentages, else the difference.'),
      text('change_verdict', 'better, worse or neutral; null where there is no change to speak of.'),
      integer('version', '1 when it was first published; more where it was restated.'),
      date('as_at', 'The date of the lists that it rests on: the oldest of them.'),
      text(
        'restated_for',
        'Why it is not what was first published: late recording, deletion, correction, definition, …',
        'figure.reason',
      ),
      integer('definition_version', 'Of the rule it was computed by.', 'figure.definition_version'),
      number(
        'quarantined_share',
        'Of the rows of the lists it needs, the share (0 to 1) in quarantine; null where nothing was read.',
      ),
    ],
  },
  {
    name: 'figure_versions',
    about:
      'A row for each version of a figure that was ever published, of both origins: how a figure moved, when and why. ' +
      'Nothing in it is ever changed or removed.',
    from: `vigil.snapshot as figure
      left join vigil.definition on definition.authority = figure.authority and definition.indicator = figure.indicator`,
    of: 'figure',
    columns: [
      text('indicator', 'Its id.', 'figure.indicator'),
      ...naming,
      ...key,
      integer('version', 'Counted from 1 within indicator, month, member and origin.'),
      ...amounts,
      date('as_at', 'The date of the lists that this version was made from.'),
      text('restated_for', 'Why it differs from the version before; null for the first.', 'figure.reason'),
      integer('definition_version', 'Of the rule it was computed by.', 'figure.definition_version'),
      text('calendar_version', 'Of the bank holidays it was computed with.'),
      integer('population_year', 'The year whose population a rate was taken of; null for other units.'),
      number('quarantined_share', 'Of the rows of the lists it needs, the share (0 to 1) in quarantine then.'),
      instant('published_at', 'When it was published.', 'figure.created_at'),
    ],
  },
  {
    name: 'definitions',
    about: 'A row for each indicator of the catalogue: what its figure means.',
    from: 'vigil.definition',
    of: 'definition',
    columns: [
      text('indicator', 'Its id.'),
      text('code', "The pack's code, where it has one."),
      text('title', 'As the board pack names it.'),
      text('heading', 'The same in short plain words.'),
      text('section', 'The section of the board pack.'),
      text('service', 'The service that answers for it; null where none is named.'),
      text('meaning', 'What the figure counts, in a sentence.'),
      text('unit', 'percent, count, rate per 10,000, days, rate, cases per FTE.'),
      integer('decimals', 'How many are shown.'),
      text('polarity', 'higher-is-better, lower-is-better, or neutral: demand, which is neither.'),
      text('measure', 'flow: what happened in the month; stock: what was open at its end; null: neither.'),
      boolean('rolling', 'Whether each figure is of 12 months, so that its months overlap.'),
      integer('small_cohort', 'A percentage of fewer cases is one of a small cohort, and moves by chance.'),
      text('companion_of', 'The indicator beside which it counts open cases that are overdue, or soon due; else null.'),
      text('origin', 'computed from lists, or reported.'),
      text('lists', 'The lists it is computed from, with commas between them; empty where it is reported.'),
      integer('settle_working_days', "Working days after the month's end until a figure is final."),
      integer('definition_version', 'Raised when the rule changes.'),
    ],
  },
  {
    name: 'benchmarks',
    about:
      'A row for each indicator and those it is compared with: England, the region, the mean of the statistical ' +
      'neighbours, and the authority itself as it is published. Of each the newest release loaded; an indicator that is ' +
      'not here is compared with nothing.',
    from: `vigil.standing_benchmark as benchmark
      left join vigil.definition on definition.authority = benchmark.authority and definition.indicator = benchmark.indicator`,
    of: 'benchmark',
    columns: [
      text('indicator', 'Its id.', 'benchmark.indicator'),
      ...naming,
      text('compared_with', 'England, region, statistical neighbours or itself.'),
      text('name', 'The place: England, South East, Southampton.'),
      number(
        'value',
        'What is published; over a year divided by 12 where our figure is of a month; null where withheld.',
      ),
      text('withheld', 'Why there is no value: suppressed to protect people, not available, …'),
      integer('year', 'The year in which the reporting period ends.'),
      text('year_name', "The reporting year: '2018-19'."),
      text('source_table', 'The published table.'),
      text('release', 'The newest year of the release it is from.'),
      boolean('monthly', 'Whether it was published over a year and divided by 12.'),
      text('edition', "Of the neighbours' model: its year, or chosen; null for others."),
      integer('neighbours_counted', 'The mean is of so many neighbours; null for others.'),
      integer('neighbours_all', 'Of so many: the rest are withheld or missing.'),
      boolean('older', 'Whether it is older than the newest year loaded.'),
      boolean('mixed_years', 'Whether those compared for this indicator are not all of one year.'),
      text('difference', 'Where the national definition differs from ours.'),
    ],
  },
  {
    name: 'data_quality',
    about:
      'A row for each list of each source and as-at date: how much of what stands of it could be used, all its parts ' +
      'together where it came in parts. Counts only; no row and no value of a file is here.',
    from: `(
      select file.authority, delivery.source, delivery.as_at, file.list, sum(file.read)::int as read,
        sum(file.accepted)::int as accepted, sum(file.quarantined)::int as quarantined,
        sum(file.duplicates)::int as duplicates, max(delivery.published_at) as published_at
      from ${standingFiles}
      group by file.authority, delivery.source, delivery.as_at, file.list
    ) as quality`,
    of: 'quality',
    columns: [
      text('source', 'The source, as vigil.yaml names it.'),
      date('as_at', 'The date the delivery speaks of.'),
      text('list', 'The list, such as contacts.'),
      integer('read', 'Rows delivered.'),
      integer('accepted', 'Rows that were used.'),
      integer('quarantined', 'Rows that were set aside.'),
      integer('duplicates', 'Rows that say what another row says already.'),
      number(
        'quarantined_share',
        'Of the rows, the share (0 to 1) in quarantine; null where nothing was read.',
        share('quality.quarantined', 'quality.read'),
      ),
      boolean(
        'newest',
        'Whether it is the last that the source delivered of this list.',
        'quality.as_at = max(quality.as_at) over (partition by quality.authority, quality.source, quality.list)',
      ),
      instant('published_at', 'When it was published, or the last of its parts.'),
    ],
  },
  {
    name: 'findings',
    about:
      'A row for each rule that rows of a list broke, of each source and as-at date: what to put right where it is ' +
      'recorded. Joins to `data_quality` by source, as_at and list. What a correction settled is not counted.',
    from: `(
      select file.authority, delivery.source, delivery.as_at, file.list, finding.rule, finding.severity, named."column",
        count(*)::int as findings, count(*) filter (where finding.rejected)::int as rejected
      from ${standingFiles}
      join vigil.finding on finding.file = file.id and finding.settled_by is null
      -- What is said of a row names the contract's column; what is said of a file may repeat what stands in it.
      cross join lateral (select case when finding.record is not null then finding."column" end) as named ("column")
      group by file.authority, delivery.source, delivery.as_at, file.list, finding.rule, finding.severity, named."column"
    ) as finding`,
    of: 'finding',
    columns: [
      text('source', 'The source, as vigil.yaml names it.'),
      date('as_at', 'The date the delivery speaks of.'),
      text('list', 'The list, such as contacts.'),
      text('rule', 'What was broken, such as invalid-date or unknown-code.'),
      text('severity', 'file: all of it is rejected; row: the row is set aside; warning: it is used all the same.'),
      text(
        'column',
        'The column, by its official header; null where a whole row or file is meant.',
        'finding."column"',
      ),
      integer('findings', 'How many.'),
      integer('rejected', 'Of these, how many kept a row out.'),
    ],
  },
  {
    name: 'deliveries',
    about: 'A row for each delivery of a source that Vigil took in, and what became of it.',
    from: `vigil.delivery
      left join lateral (
        select count(*)::int as lists, sum(file.read)::int as read, sum(file.accepted)::int as accepted,
          sum(file.quarantined)::int as quarantined
        from vigil.file where file.delivery = delivery.id
      ) as content on true`,
    of: 'delivery',
    columns: [
      text('delivery', 'Its id, as the command line knows it.', 'delivery.id::text'),
      text('source', 'The source, as vigil.yaml names it.'),
      date('as_at', 'The date it speaks of.'),
      text('state', 'found, landed, held, published, unchanged (the very same came before), rejected or failed.'),
      boolean(
        'is_replay',
        'Whether it is an earlier delivery read again after a correction.',
        'delivery.replay_of is not null',
      ),
      integer('lists', 'How many lists it has.', 'content.lists'),
      integer('read', 'Rows in them.', 'content.read'),
      integer('accepted', 'Rows that were used.', 'content.accepted'),
      integer('quarantined', 'Rows that were set aside.', 'content.quarantined'),
      instant('found_at', 'When it was found.', 'delivery.created_at'),
      instant('published_at', 'When it was published; null where it was not.'),
    ],
  },
];
