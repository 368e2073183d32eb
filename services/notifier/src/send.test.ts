import { describe, expect, it } from 'vitest';
import { notSent, type Round } from './send.ts';

const putOff = { outcome: 'refused', permanent: false, about: 'recipient', reason: 'come back later' } as const;
const notLoggedIn = { outcome: 'refused', permanent: true, about: 'server', reason: 'login refused' } as const;
const round = (...refusals: Round['refusals']): Round => ({ mails: 3, left: refusals.length, refusals });

describe('mails that are left', () => {
  const bySchedule = (attempt: number) => ({ attempt, byHand: false });
  const byHand = (attempt: number) => ({ attempt, byHand: true });

  it('are tried again, by hand a few times within seconds, by the schedule for as long as a server wants', () => {
    expect([1, 2, 3].map((attempt) => notSent(round(putOff), 'smtp', byHand(attempt)).retry)).toEqual([
      true,
      true,
      false,
    ]);
    expect([1, 3, 5].map((attempt) => notSent(round(putOff), 'smtp', bySchedule(attempt)).retry)).toEqual([
      true,
      true,
      true,
    ]);
  });

  it('are not tried again where the server would refuse any', () => {
    expect(notSent(round(notLoggedIn), 'smtp', bySchedule(1))).toMatchObject({
      kind: 'mail-refused',
      retry: false,
      message: '1 of 3 mails could not be handed to smtp: login refused.',
    });
  });

  it('say each reason once', () => {
    expect(notSent(round(putOff, putOff), 'smtp', bySchedule(1)).message).toBe(
      '2 of 3 mails could not be handed to smtp: come back later.',
    );
  });
});
