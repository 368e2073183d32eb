-- Of the looked-after cohort at the end of the month, those 16 or 17 years old.
select
  period.period,
  null::text[] as members,
  child.record,
  child.child as subject,
  child.start_date as happened,
  child.age >= 16 as in_numerator,
  child.exclusion
from period
join looked_after_at(:as_at, period.last_day) as child on true
