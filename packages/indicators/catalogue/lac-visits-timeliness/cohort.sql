-- Of the looked-after cohort at the end of the month, those visited within their visiting frequency (42 days, where none
-- is recorded), or whose care began at most 7 days before it.
-- The latest visit decides. It counts whether or not it falls inside the present period of care.
with looked_after as (
  select period.period, period.last_day, child.*
  from period
  join looked_after_at(:as_at, period.last_day) as child on true
),
last_visit as (
  select looked_after.period, looked_after.record, max(visit.visit_date) as visit_date
  from looked_after
  join looked_after_visits(:as_at) as visit
    on visit.child = looked_after.child and visit.visit_date <= looked_after.last_day
  group by looked_after.period, looked_after.record
)
select
  child.period,
  child.members,
  child.record,
  child.child as subject,
  child.start_date as happened,
  child.last_day - child.start_date <= 7
    or coalesce(child.last_day - last_visit.visit_date <= coalesce(child.visiting_frequency, 42), false) as in_numerator,
  child.exclusion
from looked_after as child
left join last_visit on last_visit.period = child.period and last_visit.record = child.record
