import { addMonths, type Period } from '@vigil/calendar';
import { type Assessment, assessmentsOf } from './assessments.ts';
import { type Plan, plansOf } from './child-protection-plans.ts';
import { type Visit, visitsOf } from './child-protection-visits.ts';
import { type Contact, contactsOf } from './contacts.ts';
import { monthsBetween } from './months.ts';
import { Children } from './people.ts';
import { Random } from './random.ts';
import { type Enquiry, enquiriesOf } from './section-47-enquiries.ts';

/** Everything that happened at the invented council, and when it was entered; an extract shows what was known by then. */
export interface Council {
  readonly contacts: readonly Contact[];
  readonly assessments: readonly Assessment[];
  readonly enquiries: readonly Enquiry[];
  readonly plans: readonly Plan[];
  readonly visits: readonly Visit[];
}

/**
 * When the council took its case system into use: the fourteen months that figures are shown for, before the first
 * extract. Plans and assessments that were open then begin earlier.
 */
const firstMonth: Period = '2019-10';
const lastMonth: Period = '2020-12';

export function councilOf(seed: number): Council {
  const stream = (name: string) => new Random(seed, name);
  // What ends in the months after the last extract is under way at its date: conferences to come, open assessments.
  const months = monthsBetween(firstMonth, addMonths(lastMonth, 4), stream('months'));
  const past = months.filter(({ period }) => period <= lastMonth);

  const children = new Children(stream('children'));
  const enquiries = enquiriesOf(months, children, stream('enquiries'));
  const plans = plansOf(months, enquiries, children, stream('plans'));
  const contacts = contactsOf(
    months.filter(({ period }) => period <= addMonths(lastMonth, 1)),
    enquiries,
    children,
    stream('contacts'),
  );
  return {
    contacts,
    assessments: assessmentsOf(months, contacts, children, stream('assessments')),
    enquiries,
    plans,
    visits: visitsOf(past, plans, stream('visits')),
  };
}
