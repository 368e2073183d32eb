-- Of the looked-after cohort at the end of the month, unaccompanied asylum-seeking children.
select
  period.period,
  child.members,
  child.record,
  child.child as subject,
  child.start_date as happened,
  child.uasc is true as in_numerator,
  child.exclusion
from period
join looked_after_at(:as_at, period.last_day) as child on true
