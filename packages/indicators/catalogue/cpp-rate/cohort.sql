-- Child protection plans open at the end of the month.
select
  period.period,
  plan.members,
  plan.record,
  plan.child as subject,
  plan.start_date as happened,
  true as in_numerator,
  plan.exclusion
from period
join plans_open_at(:as_at, period.last_day) as plan on true
