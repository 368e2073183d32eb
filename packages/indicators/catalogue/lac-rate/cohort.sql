-- The looked-after cohort at the end of the month.
select
  period.period,
  child.members,
  child.record,
  child.child as subject,
  child.start_date as happened,
  true as in_numerator,
  child.exclusion
from period
join looked_after_at(:as_at, period.last_day) as child on true
