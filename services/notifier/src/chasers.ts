import { chasedEvery, formFileName, type ChasedMonth, type Chaser } from '@vigil/alerts';
import { instantOf, todayIn, timeZoneOfEngland, type IsoDate } from '@vigil/calendar';
import { chasersDue, standingCalendar, type Transaction } from '@vigil/database';
import type { Catalogue } from '@vigil/indicators';
import { renderChaser, type ChaserMail } from '@vigil/mail';
import type { AuthorityConfig, ContributorConfig } from '@vigil/runtime';
import { freeze } from './freeze.ts';
import type { Telling } from './moment.ts';

/**
 * Freezes a mail to each contributor who is to be chased today. However early the digest goes out, they are left in
 * peace until the hour by which people are written to: forms that came since yesterday have been read by then.
 */
export async function prepareChasers(
  tx: Transaction,
  { slot, authority, now }: Telling,
  { catalogue }: { readonly catalogue: Catalogue },
): Promise<void> {
  const today = todayIn(timeZoneOfEngland, now);
  if (slot.kind === 'scheduled' && now < instantOf(timeZoneOfEngland, today, authority.mail.by)) return;
  for (const chaser of await chasersDue(tx, authority, { today, calendar: await standingCalendar(tx) })) {
    const mail = chaserMail(authority, chaser, { today, catalogue });
    await freeze(tx, authority, { kind: 'chaser', slot: slot.id, day: today }, (envelope) => {
      // Who reports figures may be outside the department, where Vigil's pages are not to be reached.
      const { publicUrl: _, ...withoutLink } = envelope;
      return renderChaser(mail, withoutLink);
    });
  }
}

function chaserMail(
  { code, name }: Pick<AuthorityConfig, 'code' | 'name'>,
  { email, months }: Chaser<ContributorConfig>,
  { today, catalogue }: { readonly today: IsoDate; readonly catalogue: Catalogue },
): ChaserMail {
  const contributors = [...new Set(months.map(({ contributor }) => contributor))];
  return {
    authority: { code, name },
    recipient: { email },
    today,
    contributors: contributors.map((one) => {
      const own = months.filter(({ contributor }) => contributor === one);
      return {
        name: one.name,
        // The newest of its forms shows the months before as well.
        form: formFileName(one, own.at(-1)!.period),
        folder: one.folder,
        months: own.map((month) => ({ ...month, figures: headingsOf(month, catalogue) })),
      };
    }),
    rhythm: { remind: months[0]!.contributor.remind, every: chasedEvery },
  };
}

function headingsOf({ indicators }: ChasedMonth, catalogue: Catalogue): readonly string[] {
  return indicators.map((id) => catalogue.get(id).heading);
}
