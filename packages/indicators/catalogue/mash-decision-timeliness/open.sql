-- Contacts without a decision: due within 1 working day of the contact.
select
  null::text[] as members,
  contact.record,
  contact.child as subject,
  limit_day.date as limit_day,
  null::text as exclusion
from contacts(:as_at) as contact
left join working_day as received on received.date = contact.date_of_contact
left join working_day as limit_day on limit_day.ordinal = received.ordinal + 1 and limit_day.working
where contact.date_of_decision is null
