-- Of the contacts of the month, those whose outcome is a referral to social care.
-- A contact without an outcome yet stays in: it has not become a referral.
select
  period.period,
  null::text[] as members,
  contact.record,
  contact.child as subject,
  contact.date_of_contact as happened,
  contact.contact_outcome is not distinct from 'Referral to social care' as in_numerator,
  null::text as exclusion
from period
join contacts(:as_at) as contact
  on first_of_month(contact.date_of_contact) = period.first_day
