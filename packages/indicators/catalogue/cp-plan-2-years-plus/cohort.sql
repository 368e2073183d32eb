-- Child protection plans open at the end of the month that began two years or more before: a plan of 29 February is two
-- years old on 1 March.
select
  period.period,
  plan.members,
  plan.record,
  plan.child as subject,
  plan.start_date as happened,
  add_years(plan.start_date, 2) <= period.last_day as in_numerator,
  plan.exclusion
from period
join plans_open_at(:as_at, period.last_day) as plan on true
