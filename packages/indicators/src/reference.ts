import type { IndicatorDefinition } from './definition.ts';

/** The reference of all indicators, as Markdown, from their definitions: infra/reference/indicators.md. */
export function indicatorsReference(definitions: readonly IndicatorDefinition[]): string {
  const own = definitions.filter(({ companionOf }) => companionOf === null);
  const computed = own.filter(({ cohort }) => cohort !== null);
  const sections = [...new Set(own.map(({ section }) => section))].sort();
  return [
    '# Indicators',
    '',
    'Made from the definitions in `packages/indicators/catalogue/` by `npx pnpm@12 reference`; change those, not this page.',
    '',
    `${own.length} indicators, of which ${computed.length} are computed; the others are reported (list \`reported_figures\`). A percentage is a share of the cases that count; cases left out are in the cohort too, each with its reason, and \`vigil cohort\` shows them. A figure is final ${defaultSettling} working days after the end of its month, unless another number is given. A percentage of fewer than ${defaultSmall} cases is marked as small.`,
    '',
    'Where an indicator lists its open cases, it has two companions at the as-at date itself: `<id>-overdue`, past the limit, and `<id>-due`, with the limit in the next 5 working days.',
    ...sections.flatMap((section) => [
      '',
      `## ${section}`,
      ...own.filter((one) => one.section === section).flatMap(paragraphs),
    ]),
    '',
  ].join('\n');
}

const defaultSettling = 10;
const defaultSmall = 20;

function paragraphs(definition: IndicatorDefinition): readonly string[] {
  const { id, code, heading, title, meaning, unit, decimals, polarity, cohort } = definition;
  const facts = [unit, `${decimals} decimal${decimals === 1 ? '' : 's'}`, polarity.replaceAll('-', ' ')];
  return [
    '',
    `### ${heading}`,
    '',
    [`\`${id}\``, ...(code === null ? [] : [code]), ...facts].join(' · '),
    '',
    meaning,
    '',
    `In the pack: *${title}*. ${cohort === null ? 'Reported.' : computedFrom(definition)}`,
    ...exceptions(definition),
  ];
}

function computedFrom({ id, lists, measure }: IndicatorDefinition): string {
  const rule = `[cohort](../../packages/indicators/catalogue/${id}/cohort.sql)`;
  const counted = measure === 'stock' ? 'what is open at the end of the month' : 'what happened in the month';
  return `Computed from ${lists.map((list) => `[\`${list}\`](lists.md#${list})`).join(', ')}: ${counted} (${rule}).`;
}

/** What is different from most. */
function exceptions(definition: IndicatorDefinition): readonly string[] {
  const { periods, rolling, history, needs, open, settleWorkingDays, smallCohort, fewCases, targetByLaw } = definition;
  const told = [
    ...(periods === 'last' ? ['Only for the last complete month, as the lists hold the present position alone.'] : []),
    ...(rolling ? ['Each figure is of 12 months: no control limits are taken.'] : []),
    ...(history
      ? [`No value (\`insufficient history\`) until \`${history.list}\` reaches back ${history.months} months.`]
      : []),
    ...Object.entries(needs).map(
      ([list, columns]) => `No value (\`not delivered\`) where \`${list}\` comes without ${columns.join(' or ')}.`,
    ),
    ...(open ? [`Open cases: ${open.cases}; limit: ${open.limit}.`] : []),
    ...(targetByLaw === true ? ['A target of 0 or 100 is a duty: it has no tolerance.'] : []),
    ...(settleWorkingDays === defaultSettling ? [] : [`Final after ${settleWorkingDays} working days.`]),
    ...(smallCohort === defaultSmall ? [] : [`Small under ${smallCohort} cases.`]),
    ...(fewCases === true
      ? ['Few cases: in no public edition of the pack where it is reported without its counts.']
      : []),
  ];
  return told.length === 0 ? [] : ['', ...told.map((one) => `- ${one}`)];
}
