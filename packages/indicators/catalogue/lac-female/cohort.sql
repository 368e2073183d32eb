-- Of the looked-after cohort at the end of the month, the girls. A child without a stated gender is in neither.
select
  period.period,
  null::text[] as members,
  child.record,
  child.child as subject,
  child.start_date as happened,
  child.gender is not distinct from 'b) Female' as in_numerator,
  child.exclusion
from period
join looked_after_at(:as_at, period.last_day) as child on true
