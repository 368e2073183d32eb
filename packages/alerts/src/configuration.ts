import { z } from 'zod';
import { type RuleName, ruleNames } from './rule-names.ts';

const points = z.number().min(0);
const periods = z.int().min(2);

/** What may be set of each rule; distances are in the unit of the indicator, points for a percentage. */
const shapes = {
  /**
   * `opensAt`: how far the target must be missed to open; null: by more than its tolerance.
   * `clearsAt`: how far it may still be missed to clear; less than 0: how far it must be passed.
   */
  'target-missed': { opensAt: points.nullable(), clearsAt: z.number() },
  'missed-running': { periods },
  /**
   * `by`: null is the usual distance of the unit; `clearsAt`: how near it must come to the level it left, null a third of
   * `by`; `acceptedAfter`: months after which the new level is the usual one.
   */
  moved: { by: points.nullable(), clearsAt: points.nullable(), acceptedAfter: periods },
  /**
   * What must mark the month: `runs`: XmR by months in a row (trend, shift, two of three), so that the process has
   * changed; `xmr`: also by being outside its limits; `p`: by more than chance in a cohort of its size.
   */
  'special-cause': { signal: z.enum(['runs', 'xmr', 'p']) },
  'worse-than-neighbours': { by: points.nullable() },
  extreme: { months: z.int().min(6), acceptedAfter: periods },
  'about-to-miss': {},
  /** Days after the end of the month from which on its value is missed: a weekly source has come round by then. */
  'value-missing': { afterDays: z.int().min(0) },
  restated: {},
  /** In percent of the rows. */
  quarantined: { above: points.max(100), clearsAt: points.max(100) },
  constant: { periods },
} satisfies Record<RuleName, z.core.$ZodShape>;

export type Options = { readonly [Name in RuleName]: z.output<z.ZodObject<(typeof shapes)[Name], z.core.$strict>> };

/**
 * The rules of one indicator that are on, each with its options, and the fewest cases that a percentage is judged by;
 * null: what each rule has of its own.
 */
export type Rules = Partial<Options> & { readonly minimumCohort: number | null };

/** What a rule goes by where nobody says otherwise. */
const standard: Options = {
  'target-missed': { opensAt: null, clearsAt: 0 },
  'missed-running': { periods: 3 },
  moved: { by: null, clearsAt: null, acceptedAfter: 3 },
  'special-cause': { signal: 'runs' },
  'worse-than-neighbours': { by: null },
  extreme: { months: 12, acceptedAfter: 3 },
  'about-to-miss': {},
  'value-missing': { afterDays: 7 },
  restated: {},
  quarantined: { above: 5, clearsAt: 4 },
  constant: { periods: 6 },
};

/**
 * To be the worst of some months is what one of them always is: most such alerts end by themselves the next month. How
 * long a target has been missed stands in the mails about the target; a word of its own is for who wants it.
 */
const offByDefault: ReadonlySet<RuleName> = new Set(['missed-running', 'extreme']);

type Setting<Name extends RuleName> = 'on' | 'off' | Partial<Options[Name]>;
type Settings = { readonly [Name in RuleName]?: Setting<Name> | undefined };

const tooFar = { path: ['clearsAt'], error: 'expected no more than what the rule opens at' };

const settings = Object.fromEntries(
  ruleNames.map((name) => [
    name,
    z.union([z.enum(['on', 'off']), z.strictObject(shapes[name]).partial().refine(clearsShortOfOpening, tooFar)], {
      error: 'expected on, off, or the options of the rule',
    }),
  ]),
) as unknown as { [Name in RuleName]: z.ZodType<Setting<Name>> };

/** Between the two thresholds an alert stays what it is; the other way round it would open and clear at once. */
function clearsShortOfOpening(options: Partial<Options[RuleName]>): boolean {
  const { opensAt, above, by, clearsAt } = options as Readonly<Record<string, number | null | undefined>>;
  const opens = opensAt ?? above ?? by ?? Infinity;
  return (clearsAt ?? -Infinity) <= opens;
}

const minimumCohort = z.int().min(0);

/** `alerts` of vigil.yaml: what is told of which figure, and how often it is said again. */
export const alertsSchema = z.strictObject({
  /** While it lasts, an alert that nobody has acknowledged is told again after so many periods. */
  remindEvery: z.int().min(1).default(1),
  /** One that somebody has; earlier where it got worse. */
  remindAcknowledgedEvery: z.int().min(1).default(3),
  /** After how many periods an alert that nobody acknowledged goes to the next role; null: never. */
  escalation: z
    .strictObject({ afterPeriods: z.int().min(1) })
    .nullable()
    .default(null),
  /** A percentage of fewer cases changes nothing; null: a target may be missed by any number, a trend is of ten at least. */
  minimumCohort: minimumCohort.nullable().default(null),
  defaults: z.strictObject(settings).partial().default({}),
  indicators: z.record(z.string(), z.strictObject({ ...settings, minimumCohort }).partial()).default({}),
});

export type AlertsConfig = z.output<typeof alertsSchema>;

/** How often things are said again. */
export type Policy = Pick<AlertsConfig, 'remindEvery' | 'remindAcknowledgedEvery' | 'escalation'>;

/** The rules of an indicator: the authority's defaults with the indicator's own laid over them. */
export function rulesFor(config: AlertsConfig, indicator: string): Rules {
  const own = config.indicators[indicator] ?? {};
  const rules = ruleNames.flatMap((name) => {
    const options = [config.defaults, own].reduce<object | null>(
      (before, { [name]: setting }: Settings) => laidOver(name, before, setting),
      offByDefault.has(name) ? null : standard[name],
    );
    return options === null ? [] : [[name, options] as const];
  });
  return { ...Object.fromEntries(rules), minimumCohort: own.minimumCohort ?? config.minimumCohort };
}

/** @returns null where the rule is off */
function laidOver(name: RuleName, before: object | null, setting: Setting<RuleName> | undefined): object | null {
  if (setting === undefined) return before;
  if (setting === 'off') return null;
  return { ...(before ?? standard[name]), ...(setting === 'on' ? {} : setting) };
}
