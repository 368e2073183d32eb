import { disclosureRules } from '@vigil/disclosure';
import { describe, expect, test } from 'vitest';

import { weekly } from '../test/summaries.ts';
import { renderWeekly, weeklyModel } from './weekly-mail.ts';

const { shown, suppressed } = disclosureRules;
const model = JSON.parse(JSON.stringify(weeklyModel(weekly, shown)).replaceAll('\u00A0', ' ')) as ReturnType<
  typeof weeklyModel
>;

describe('the weekly summary', () => {
  test('says in a line what is open, new and recovered, and how fresh the data are', () => {
    expect(model).toMatchObject({
      subject: 'Week to 3 January 2021: 3 figures with open alerts, 1 new in the week, 1 recovered',
      title: '3 figures with open alerts, 1 new in the week, 1 recovered',
      introduction: 'Rivermouth, 28 December 2020 to 3 January 2021. The data are as at 4 January 2021.',
    });
  });

  test('the same of each service, beside who heads it', () => {
    expect(model.services.map(({ name, words }) => `${name}. ${words}`)).toEqual([
      'Protection and Court. Head of Protection and Court: 1 figure with open alerts, 1 new in the week.',
      'Quality Assurance. Head of Quality Assurance: 2 figures with open alerts, 1 recovered.',
    ]);
  });

  test('names each figure, what is noted of it since when, who answers and by when', () => {
    expect(model.services[1]?.lines).toEqual([
      {
        tone: 'red',
        figure: '27 %',
        heading: 'Initial child protection conferences held within 15 working days',
        words:
          'December 2020, 14 of 51 children, provisional, target at least 84 %. Target missed; moved for the worse. ' +
          'Open since July 2020.',
        answer:
          'Response: Two more conference chairs from 11 January. Owner: Service Manager, Safeguarding, by 29 January ' +
          '2021. Said on 7 December 2020.',
      },
      {
        tone: 'red',
        figure: '15',
        heading: 'Children on a child protection plan for two years or more',
        words: 'November 2020, target at most 10. Target missed. Open since September 2020.',
        answer: 'No answer yet: it has gone to the next role.',
      },
    ]);
  });

  test('holds no small number that the rule hides', () => {
    const [service] = weekly.services;
    const [item] = service!.items;
    const { judged } = item!;
    const figure = { ...judged.figure, numerator: 3, value: 0.76 };
    const few = { ...weekly, services: [{ ...service!, items: [{ ...item!, judged: { ...judged, figure } }] }] };
    expect(weeklyModel(few, suppressed).services[0]?.lines[0]).toMatchObject({
      figure: 'withheld',
      words: expect.stringContaining('fewer than 6 of 396 children'),
    });
  });

  test('goes to the director, as a list of its own', () => {
    const mail = renderWeekly(weekly, { messageId: '<a@b>', from: 'vigil@example.gov.uk', disclosure: shown });
    expect(mail).toMatchObject({
      to: 'director@example.gov.uk',
      headers: { 'List-Id': '<weekly.852.example.gov.uk>' },
    });
  });
});
