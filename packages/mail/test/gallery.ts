import { renderChaser } from '../src/chaser-mail.ts';
import { renderDigest, type DigestMailOptions } from '../src/digest-mail.ts';
import { renderOperatorsDigest } from '../src/operators-mail.ts';
import type { OutgoingMail } from '../src/outgoing.ts';
import { renderTestMail } from '../src/test-mail.ts';
import { renderWeekly } from '../src/weekly-mail.ts';
import { conferences, enquiryRate, visits } from './definitions.ts';
import {
  decemberConferences,
  digestOf,
  figures,
  itemOf,
  newlyMissedVisits,
  novemberConferences,
  recoveredRate,
  risingPlans,
} from './digests.ts';
import { chaser, operators, weekly } from './summaries.ts';

export const options: DigestMailOptions = {
  messageId: '<digest.852.17@example.gov.uk>',
  from: 'vigil@example.gov.uk',
  replyTo: 'performance@example.gov.uk',
  disclosure: { kind: 'shown' },
};

const watched = itemOf(
  visits,
  figures(visits, '2020-12', [
    [352, 401],
    [360, 395],
    [371, 400],
    [366, 402],
  ]),
  { atLeast: 90 },
  {
    news: [
      {
        rule: 'about-to-miss',
        reason: 'about to miss its target',
        words:
          '24 children not seen for 15 working days are past their limit, and 31 fall due by Monday 11 January 2021: ' +
          'January 2021 will miss its target of at least 90 % unless these 31 are done by Monday 11 January 2021.',
      },
    ],
  },
);

const corrected = itemOf(
  { ...enquiryRate, id: 's47-corrected' },
  figures(enquiryRate, '2020-11', [
    [150, 50_900],
    [126, 50_900],
  ]),
  { below: 28, tolerance: 1 },
  {
    news: [{ kind: 'corrected', reason: 'target met', words: 'November 2020 was restated, and meets its target.' }],
  },
);

const unavailable = itemOf(
  { ...conferences, id: 'conferences-missing', heading: 'Review conferences held by the date due' },
  figures(conferences, '2020-11', [
    [40, 44],
    [41, 45],
  ]),
  { atLeast: 84 },
  {
    news: [
      {
        rule: 'value-missing',
        reason: 'no value for a complete period',
        words: 'There is no value for December 2020, though the month is complete: not delivered: Date Due.',
      },
    ],
  },
);

const team = itemOf(
  { ...conferences, id: 'conferences-of-a-team' },
  figures(conferences, '2020-11', [
    [9, 12],
    [4, 11],
  ]).map((figure) => ({ ...figure, member: 'Assessment Team 2' })),
  { atLeast: 84, member: 'Assessment Team 2' },
  {
    news: [
      {
        kind: 'escalated',
        reason: 'not acknowledged for long',
        words: 'Nobody has answered for 3 months.',
      },
    ],
  },
);

/** Every kind of mail, as people get it. */
export async function gallery(): Promise<Readonly<Record<string, OutgoingMail>>> {
  return {
    'a digest of one figure': await renderDigest(digestOf(decemberConferences), options),
    'a digest of three figures': await renderDigest(
      digestOf(novemberConferences, newlyMissedVisits, recoveredRate),
      options,
    ),
    'a digest of eight figures': await renderDigest(
      digestOf(
        decemberConferences,
        { ...newlyMissedVisits, definition: { ...visits, id: 'visits' } },
        risingPlans,
        recoveredRate,
        watched,
        corrected,
        unavailable,
        team,
      ),
      options,
    ),
    'a weekly summary': renderWeekly(weekly, options),
    'a chaser': renderChaser(chaser, options),
    'a test mail': renderTestMail(
      { authority: weekly.authority, recipient: operators.recipient, actor: 'sam' },
      options,
    ),
    'a digest for operators': renderOperatorsDigest(operators, options),
  };
}
