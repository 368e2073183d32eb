-- Of the contacts decided in the month, those decided within 1 working day of the contact.
-- The month is the decision's: a contact of 31 October that is decided on 2 November belongs to November.
-- The day of the contact is day 0 (Working Together to Safeguard Children: one working day to decide).
select
  period.period,
  null::text[] as members,
  contact.record,
  contact.child as subject,
  contact.date_of_decision as happened,
  coalesce(decided.ordinal - received.ordinal <= 1, false) as in_numerator,
  case
    when received.date is null or decided.date is null then 'a date outside the calendar of working days'
  end as exclusion
from period
join contacts(:as_at) as contact
  on first_of_month(contact.date_of_decision) = period.first_day
left join working_day as received on received.date = contact.date_of_contact
left join working_day as decided on decided.date = contact.date_of_decision
