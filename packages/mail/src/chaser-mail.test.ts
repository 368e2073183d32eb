import { describe, expect, test } from 'vitest';

import { chaser } from '../test/summaries.ts';
import { chaserModel, renderChaser, type ChaserMail } from './chaser-mail.ts';

const [hr, send] = chaser.contributors;
const onlyOf = (...contributors: ChaserMail['contributors']): ChaserMail => ({ ...chaser, contributors });
const options = { messageId: '<a@b>', from: 'vigil@example.gov.uk', replyTo: 'performance@example.gov.uk' };

describe('a chaser', () => {
  test('says in its subject what is overdue, or else what is due', () => {
    expect(chaserModel(chaser)).toMatchObject({
      subject: 'Overdue: figures of November 2020 and December 2020',
      title: '3 figures are overdue, 1 is due soon',
      introduction:
        'Rivermouth, 13 January 2021. You report these figures, and they have not come in yet on a form that is signed off.',
    });
    expect(chaserModel(onlyOf(send!))).toMatchObject({
      subject: 'Figures of December 2020 are due',
      title: '1 figure is due soon',
    });
  });

  test('says of each month which figures are owed, by when they were due and how late that is', () => {
    expect(chaserModel(chaser).contributors.map(({ months }) => months)).toEqual([
      [
        {
          tone: 'red',
          label: 'Overdue · was due on 7 December 2020, 24 working days ago',
          heading: 'November 2020: Human Resources',
          figures: ['Staff turnover'],
        },
        {
          tone: 'red',
          label: 'Overdue · was due on 8 January 2021, 3 working days ago',
          heading: 'December 2020: Human Resources',
          figures: ['Staff turnover', 'Agency social workers'],
        },
      ],
      [
        {
          tone: 'amber',
          label: 'Due on 15 January 2021',
          heading: 'December 2020: SEND team',
          figures: ['Education, health and care assessments finished in 20 weeks'],
        },
      ],
    ]);
  });

  test('says which form is meant, where it is to be put, whom to ask and when it is written again', () => {
    const mail = renderChaser(chaser, options);
    for (const content of [mail.text, mail.html]) {
      const words = content.replaceAll(/<[^>]*>/gu, ' ').replaceAll(/\s+/gu, ' ');
      expect(words).toContain('hr December 2020 as at 2021-01-01.xlsx takes all of these months');
      expect(words).toMatch(/Folder:? +\/srv\/vigil\/forms\/hr What to do/u);
      expect(words).toContain('it reaches performance@example.gov.uk');
      expect(words).toContain(
        'It writes 2 working days before figures are due, on the first working day after that, and then every 5 working days,',
      );
    }
    const unreminded = { ...chaser, rhythm: { remind: null, every: 5 } };
    expect(chaserModel(unreminded).footer[0]).toContain('It writes on the first working day after figures were due,');
  });

  test('goes as a mail that nobody need answer', () => {
    expect(renderChaser(chaser, options)).toMatchObject({
      from: '"Vigil for Rivermouth" <vigil@example.gov.uk>',
      to: 'hr@example.gov.uk',
      headers: { 'Auto-Submitted': 'auto-generated', 'List-Id': '<chaser.852.example.gov.uk>' },
    });
  });

  test('cannot be given a header or a line by what vigil.yaml calls things', () => {
    const mail = renderChaser(onlyOf({ ...hr!, name: 'HR\r\nBcc: y@example.com', folder: '/srv/a\nb' }), options);
    expect(mail.text).toContain('December 2020: HR Bcc: y@example.com\n');
    expect(mail.text).toContain('/srv/a b');
  });

  test('is none where nothing is owed', () => {
    expect(() => chaserModel(onlyOf())).toThrow(/owes nothing/);
  });
});
