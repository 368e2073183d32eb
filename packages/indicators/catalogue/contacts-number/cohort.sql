-- Every contact of the month, one row a child and contact.
select
  period.period,
  null::text[] as members,
  contact.record,
  contact.child as subject,
  contact.date_of_contact as happened,
  true as in_numerator,
  null::text as exclusion
from period
join contacts(:as_at) as contact
  on first_of_month(contact.date_of_contact) = period.first_day
