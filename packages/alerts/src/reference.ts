import { alertsSchema, rulesFor } from './configuration.ts';
import { type RuleName, ruleNames, ruleTitles } from './rule-names.ts';
import type { Voice } from './rules/rule.ts';
import { ruleOf } from './rules/rules.ts';

/** What a reader of the reference needs to know of a rule besides its name, its defaults and how often it is told. */
const words: Readonly<Record<RuleName, { readonly opens: string; readonly ends: string; readonly why: string }>> = {
  'target-missed': {
    opens: 'The judged month misses its target by more than the tolerance (red); with `opensAt`, by more than that.',
    ends:
      'The target is met (green); with `clearsAt`, when it is missed by no more than that, or, below 0, passed by as ' +
      'much. Amber neither opens nor ends.',
    why: 'What the target says. The tolerance keeps it from opening and closing on the line.',
  },
  'missed-running': {
    opens: 'So many red months in a row, the judged one the last. A month without a figure ends a run.',
    ends: 'A month that is not red.',
    why: 'A mail about a missed target says for how many months it was; on, the third month is a matter of its own.',
  },
  moved: {
    opens:
      'The judged month is worse than the month before by `by`: 25 points of a percentage, unless said otherwise. Of ' +
      'counts and rates nobody can say in general what is far: they need a `by` of their own.',
    ends:
      'The figure is back within `clearsAt` (a third of `by`) of where it came from, or the new level has stood for ' +
      '`acceptedAfter` months.',
    why: 'Of fifty cases each, two months differ by up to 20 points by chance alone.',
  },
  'special-cause': {
    opens:
      'The control limits mark the judged month for the worse. `signal`: `runs`, as one of several in a row; `xmr`, ' +
      'also as a single month outside them; `p`, since it differs by more than chance in a cohort of its size. Trial ' +
      'limits say nothing yet.',
    ends: 'A month that is not marked.',
    why: 'A single month outside the limits mostly comes back by itself; a process that has changed stays.',
  },
  'worse-than-neighbours': {
    opens:
      'Off target (red or amber), and worse than the mean of the statistical neighbours by `by`: 10 points of a ' +
      'percentage, else a fifth of their mean. What happens in a month is compared over twelve.',
    ends: 'On target, or within half the distance.',
    why: 'Where the neighbours do better in the same year, it is not the times that are bad.',
  },
  extreme: {
    opens: 'The worst of the last `months` months, and alone so.',
    ends: 'Half of the way back to the average of the months before, or `acceptedAfter` months at the new level.',
    why: 'One of twelve months is always the worst of them, and most such alerts end by themselves the next month.',
  },
  'about-to-miss': {
    opens:
      'The running month would turn red though every case still to come were in time: by the open cases that are past ' +
      'their limit, or by those and the ones that fall due within 5 working days. Of what is counted at a month’s end ' +
      '(visits) only the last 5 working days are told of: much is late before, and done by then.',
    ends: 'The month no longer would, or is over.',
    why: 'The one alert that can still be averted: it names how many are overdue and how many fall due by which day.',
  },
  'value-missing': {
    opens:
      'A figure that was computed before has no value for the last complete month, `afterDays` days after its end.',
    ends: 'The value is there. No cases is a value.',
    why: 'A list or a column stopped coming; after a week a weekly source has come round.',
  },
  restated: {
    opens: 'A settled month that was judged before is restated across its target, to red or back. It is told once.',
    ends: 'It is told.',
    why: 'Somebody has quoted the old figure.',
  },
  quarantined: {
    opens: 'More than `above` percent of the rows that a figure with a target rests on are in quarantine.',
    ends: 'No more than `clearsAt` percent are.',
    why: 'So much is left out that the figure may say little; what is put right is replayed.',
  },
  constant: {
    opens: 'The very same value in so many months in a row.',
    ends: 'The value changes.',
    why: 'Perhaps nobody counts it anew.',
  },
};

const told: Readonly<Record<Voice, string>> = {
  lasting:
    'when it opens, again every `remindEvery` months while it lasts, and when it ends; what was told and is restated is corrected',
  repeating: 'when it opens, and again every `remindEvery` months while it lasts',
  single: 'when it opens',
  notice: 'once',
};

/** The rules as Markdown: their part of infra/reference/alerts.md. */
function rulesReference(): string {
  const rules = rulesFor(alertsSchema.parse({}), '');
  return ruleNames
    .map((name) => {
      const { opens, ends, why } = words[name];
      const defaults = rules[name];
      return [
        `### ${ruleTitles[name]} (\`${name}\`)`,
        '',
        `- **Opens:** ${opens}`,
        `- **Ends:** ${ends}`,
        `- **Told:** ${told[ruleOf[name].voice]}.`,
        `- **Default:** ${defaults === undefined ? 'off' : optionsInYaml(defaults)}. ${why}`,
        '',
      ].join('\n');
    })
    .join('\n');
}

/** 'on' or '`{ above: 5, clearsAt: 4 }`', without what is left to the rule. */
function optionsInYaml(options: object): string {
  const set = Object.entries(options).filter(([, value]) => value !== null);
  return set.length === 0 ? 'on' : `\`{ ${set.map(([name, value]) => `${name}: ${String(value)}`).join(', ')} }\``;
}

const begin = '<!-- The rules, made from packages/alerts by `npx pnpm@12 reference`. -->';
const end = '<!-- End of the rules. -->';

/**
 * The page with its rules made anew.
 * @throws Error where the page has no place for them
 */
export function withRules(page: string): string {
  const [before, after] = [page.indexOf(begin), page.indexOf(end)];
  if (before === -1 || after === -1) throw new Error(`the page has no place between "${begin}" and "${end}"`);
  return `${page.slice(0, before + begin.length)}\n\n${rulesReference()}\n${page.slice(after)}`;
}
