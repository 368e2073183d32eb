import { listsRead } from './cohort.ts';
import type { IndicatorDefinition } from './definition.ts';

/**
 * The two companions of an indicator whose open cases are listed (indicators.md, "Open and overdue: the companions"):
 * `<id>-overdue`, past the limit at the as-at date, and `<id>-due`, with the limit in the next 5 working days. They are
 * counted in the month of the as-at date, as cohorts are: a row an open case, `in_numerator` where it is the one or the
 * other.
 */
export function companionsOf(definition: IndicatorDefinition): readonly IndicatorDefinition[] {
  const { openCases, open } = definition;
  if (openCases === null || open === null) return [];
  const cases = `${open.cases.charAt(0).toUpperCase()}${open.cases.slice(1)}`;
  const lists = listsRead(openCases);
  const common = {
    ...definition,
    code: null,
    unit: 'count',
    decimals: 0,
    polarity: 'lower-is-better',
    counts: open.cases,
    measure: 'stock',
    lists,
    rolling: false,
    history: null,
    needs: Object.fromEntries(Object.entries(definition.needs).filter(([list]) => lists.includes(list))),
    open: null,
    targetByLaw: undefined,
  } as const;
  return [
    {
      ...common,
      id: `${definition.id}-overdue`,
      title: `${cases}: overdue`,
      heading: `${cases}, overdue`,
      meaning: `The ${open.cases} whose limit, ${open.limit}, lay before the as-at date.`,
      cohort: cohortOf(openCases, 'overdue'),
      companionOf: { indicator: definition.id, kind: 'overdue' },
    },
    {
      ...common,
      id: `${definition.id}-due`,
      title: `${cases}: due within 5 working days`,
      heading: `${cases}, due within 5 working days`,
      meaning: `The ${open.cases} whose limit, ${open.limit}, falls within 5 working days of the as-at date.`,
      cohort: cohortOf(openCases, 'due'),
      companionOf: { indicator: definition.id, kind: 'due' },
    },
  ];
}

/** When an open case is the one or the other. */
const counted = {
  overdue: 'open_case.limit_day < :as_at',
  due: 'open_case.limit_day >= as_at.date and open_case.limit_day < coalesce(sixth.date, known.until + 1)',
};

const exclusion = `case
    when open_case.exclusion is not null then open_case.exclusion
    when (open_case.limit_day between known.since and known.until) is not true
      then 'a date outside the calendar of working days'
  end`;

/**
 * The calendar is asked once for the days that limits are held against, and not for every limit: its first and last day,
 * and the sixth working day after the as-at date, before which the next 5 working days end.
 */
const beside = (openCases: string) => `from period
cross join (
${openCases}
) as open_case
cross join (select min(date) as since, max(date) as until from working_day) as known
left join working_day as as_at on as_at.date = :as_at
left join working_day as sixth on sixth.ordinal = as_at.ordinal + 6 and sixth.working
`;

function cohortOf(openCases: string, kind: keyof typeof counted): string {
  return `select
  period.period,
  open_case.members,
  open_case.record,
  open_case.subject,
  open_case.limit_day as happened,
  coalesce(${counted[kind]}, false) as in_numerator,
  ${exclusion} as exclusion
${beside(openCases.trim())}`;
}

/**
 * The open cases behind several pairs of companions, each read once for both: `cohort` is the place of the pair, beside
 * `period`, `members`, `overdue`, `due` and `exclusion`.
 */
export function companionCases(openCases: readonly string[]): string {
  const together = openCases.map(
    (sql, place) =>
      `select ${place} as cohort, members, limit_day, exclusion from (\n${sql.trim()}\n) as cases_${place}`,
  );
  return `select
  open_case.cohort,
  period.period,
  open_case.members,
  coalesce(${counted.overdue}, false) as overdue,
  coalesce(${counted.due}, false) as due,
  ${exclusion} as exclusion
${beside(together.join('\nunion all\n'))}`;
}
