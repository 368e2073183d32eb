import { composeWeekly, figureKey, shownMonth, type Facts, type WeeklyAlert } from '@vigil/alerts';
import { addDays, todayIn, type IsoDate, timeZoneOfEngland } from '@vigil/calendar';
import { listAlerts, type Alert, type Transaction } from '@vigil/database';
import { disclosureRules } from '@vigil/disclosure';
import { renderWeekly } from '@vigil/mail';
import { freeze } from './freeze.ts';
import type { Telling } from './moment.ts';
import { responses } from './news.ts';

/** Freezes the director's summary of the week before a Monday; none where there is nothing to say. */
export async function prepareWeekly(
  tx: Transaction,
  { slot, authority }: Telling,
  { facts, day, monday }: { readonly facts: readonly Facts[]; readonly day: IsoDate; readonly monday: IsoDate },
): Promise<void> {
  const { director, services, code, name, disclosure } = authority;
  const [fact] = facts;
  if (director === null || fact === undefined) return;
  const week = { from: addDays(monday, -7), to: addDays(monday, -1) };
  const alerts = (await listAlerts(tx)).filter(
    ({ state, recoveredAt }) =>
      state !== 'recovered' || (recoveredAt !== null && todayIn(timeZoneOfEngland, recoveredAt) >= week.from),
  );
  const answers = await responses(
    tx,
    alerts.map(({ id }) => id),
  );
  const summary = composeWeekly({
    authority: { code, name },
    director,
    week,
    asAt: fact.asAt,
    services,
    alerts: alerts.flatMap((alert) => {
      const known = facts.find(({ definition, member }) => isOf(alert, definition.id, member));
      const weekly = known && weeklyAlert(alert, known);
      return weekly ? [{ ...weekly, response: answers.get(alert.id) ?? null }] : [];
    }),
  });
  if (summary === null) return;
  await freeze(tx, authority, { kind: 'weekly', slot: slot.id, day }, (envelope) =>
    renderWeekly(summary, { ...envelope, disclosure: disclosureRules[disclosure.mail] }),
  );
}

function isOf(alert: Alert, indicator: string, member: string | null): boolean {
  return figureKey(alert.indicator, alert.member) === figureKey(indicator, member);
}

/** Null where the alert is none yet, or its figure has nothing to be judged on. */
function weeklyAlert(
  { rule, state, member, openedPeriod, openedAt, recoveredAt }: Alert,
  { definition, series }: Facts,
): Omit<WeeklyAlert, 'response'> | null {
  const judged = shownMonth(series);
  if (openedPeriod === null || judged === undefined) return null;
  return {
    definition,
    member,
    rule,
    state,
    openedPeriod,
    openedOn: todayIn(timeZoneOfEngland, openedAt),
    recoveredOn: recoveredAt && todayIn(timeZoneOfEngland, recoveredAt),
    judged,
  };
}
