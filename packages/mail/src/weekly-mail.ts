import {
  type AlertState,
  type RuleName,
  ruleTitles,
  type WeeklyItem,
  type WeeklyService,
  type WeeklySummary,
} from '@vigil/alerts';
import { dateName, periodName } from '@vigil/calendar';
import type { DisclosureRule } from '@vigil/disclosure';
import { describeTarget, type Rag } from '@vigil/indicators';

import { headingOf } from './digest-block.ts';
import { shownMonth } from './digest-months.ts';
import { disclosureWords, responseWords } from './digest-notes.ts';
import { figureWords } from './figure-words.ts';
import { oneLine } from './headers.ts';
import { letter, type LetterModel, type LetterOptions } from './letter.ts';
import type { OutgoingMail } from './outgoing.ts';
import { counted, sentence } from './wording.ts';

export interface WeeklyMailOptions extends LetterOptions {
  /** What becomes of small numbers. */
  disclosure: DisclosureRule;
}

export interface WeeklyModel extends LetterModel {
  readonly services: readonly ServiceModel[];
}

interface ServiceModel {
  readonly name: string;
  /** 'Head of Service: 2 figures with open alerts, 1 new, 1 recovered.' */
  readonly words: string;
  readonly lines: readonly LineModel[];
}

interface LineModel {
  readonly tone: Rag;
  readonly figure: string;
  readonly heading: string;
  /** Of when and of what, the target, and what is noted of it since when. */
  readonly words: string;
  /** Who answers, and by when. */
  readonly answer: string;
}

/** @throws Error as `letter` does */
export function renderWeekly(summary: WeeklySummary, options: WeeklyMailOptions): OutgoingMail {
  return letter('weekly', summary, weeklyModel(summary, options.disclosure), options);
}

export function weeklyModel(
  { authority, recipient, week, asAt, services }: WeeklySummary,
  rule: DisclosureRule,
): WeeklyModel {
  const name = oneLine(authority.name);
  const sum = (of: (service: WeeklyService) => number) => services.reduce((total, service) => total + of(service), 0);
  const title = tallyWords(
    sum(({ items }) => items.length),
    sum(({ opened }) => opened),
    sum(({ recovered }) => recovered),
  );
  return {
    subject: `Week to ${dateName(week.to)}: ${title}`,
    title,
    introduction: `${name}, ${dateName(week.from)} to ${dateName(week.to)}. The data are as at ${dateName(asAt)}.`,
    services: services.map((service) => serviceModel(service, rule)),
    footer: [
      `You receive this as ${oneLine(recipient.title)} at ${name}, once a week where there is something to say. Each ` +
        'head of service has been told of these figures when they changed.',
      ...disclosureWords(rule),
    ],
  };
}

/** '4 figures with open alerts, 1 of them new, 1 recovered' */
function tallyWords(open: number, opened: number, recovered: number): string {
  return [
    `${counted(open, 'figure')} with open alerts`,
    ...(opened === 0 ? [] : [`${opened} new in the week`]),
    ...(recovered === 0 ? [] : [`${recovered} recovered`]),
  ].join(', ');
}

function serviceModel({ name, head, items, opened, recovered }: WeeklyService, rule: DisclosureRule): ServiceModel {
  return {
    name: oneLine(name),
    words: `${oneLine(head.title)}: ${tallyWords(items.length, opened, recovered)}.`,
    lines: items.map((item) => lineModel(item, rule)),
  };
}

function lineModel(item: WeeklyItem, rule: DisclosureRule): LineModel {
  const { definition, judged, rules, since } = item;
  const now = shownMonth(definition, judged, rule);
  const target = now.target === null ? 'no target' : `target ${describeTarget(now.target, definition.unit)}`;
  const provisional = now.figure.status === 'provisional' ? ['provisional'] : [];
  const month = [periodName(now.figure.period), ...(now.counts === null ? [] : [now.counts]), ...provisional, target];
  return {
    tone: now.rag,
    figure: figureWords(now),
    heading: headingOf({ definition, now }),
    words: `${sentence(month.join(', '))} ${rulesWords(rules)}. Open since ${periodName(since)}.`,
    answer: answerWords(item),
  };
}

/** 'Target missed; moved for the worse' */
function rulesWords(rules: readonly RuleName[]): string {
  return rules
    .map((rule, index) =>
      index === 0 ? ruleTitles[rule] : ruleTitles[rule].replace(/^./, (first) => first.toLowerCase()),
    )
    .join('; ');
}

const unanswered: Readonly<Record<AlertState, string>> = {
  pending: 'Not to be answered yet.',
  open: 'No answer yet.',
  acknowledged: 'Acknowledged.',
  escalated: 'No answer yet: it has gone to the next role.',
  'no-data': 'The figure has no value now.',
  recovered: 'Recovered.',
};

function answerWords({ state, response }: WeeklyItem): string {
  return response === null ? unanswered[state] : `Response: ${responseWords(response)}`;
}
