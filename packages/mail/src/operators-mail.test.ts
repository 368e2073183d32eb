import { describe, expect, test } from 'vitest';

import { operators } from '../test/summaries.ts';
import { operatorsModel, renderOperatorsDigest } from './operators-mail.ts';

describe('the digest for operators', () => {
  test('has a subject that says the most pressing matter', () => {
    expect(operatorsModel(operators)).toMatchObject({
      subject: 'Failed: pull of casework, and 1 more',
      title: '1 new matter to look at, 1 still open',
      introduction: 'Vigil for Rivermouth, 4 January 2021 at 07:00.',
    });
  });

  test('says of each matter what happened, since when, and what to do', () => {
    expect(operatorsModel(operators).matters).toEqual([
      {
        tone: 'red',
        label: 'New · Failed',
        heading: 'pull of casework',
        words: 'The folder /srv/extracts cannot be read: permission denied.',
        rows: [
          { label: 'Since', text: '4 January 2021 at 02:15' },
          {
            label: 'What to do',
            text: 'Give Vigil the right to read it, then type vigil replay --stage pull --reason "…".',
          },
        ],
      },
      {
        tone: 'amber',
        label: 'Still open · Delivery held',
        heading: 'contacts of casework',
        words: 'contacts has 60 % fewer rows than last time.',
        rows: [
          { label: 'Since', text: '3 January 2021 at 02:19' },
          { label: 'What to do', text: 'Look at it with vigil status, then type vigil accept or vigil reject.' },
        ],
      },
    ]);
  });

  test('tells the time as clocks in England have it', () => {
    const summer = { ...operators, at: '2021-07-01T06:00:00Z' };
    expect(operatorsModel(summer).introduction).toBe('Vigil for Rivermouth, 1 July 2021 at 07:00.');
  });

  test('a matter cannot begin a header or a line of its own', () => {
    const [first] = operators.matters;
    const breakout = { ...first!, subject: 'x\r\nBcc: y@example.com', words: 'a\r\nb' };
    const mail = renderOperatorsDigest(
      { ...operators, matters: [breakout] },
      { messageId: '<a@b>', from: 'vigil@example.gov.uk' },
    );
    expect(mail.subject).toBe('Failed: x Bcc: y@example.com');
    expect(mail.text).toContain('\na b\n');
    expect(mail.headers['List-Id']).toBe('<operators.852.example.gov.uk>');
  });

  test('there is none without matters', () => {
    expect(() => operatorsModel({ ...operators, matters: [] })).toThrow(/has nothing to say/);
  });
});
