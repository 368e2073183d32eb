-- Mainstream foster households approved on or before the end of the month and not ceased by then.
select
  period.period,
  null::text[] as members,
  carer.record,
  carer.household as subject,
  carer.date_approved as happened,
  true as in_numerator,
  case when carer.household_type <> 'Mainstream' then 'connected persons, approved for a particular child' end as exclusion
from period
join foster_carers(:as_at) as carer
  on carer.date_approved <= period.last_day and (carer.date_ceased is null or carer.date_ceased > period.last_day)
