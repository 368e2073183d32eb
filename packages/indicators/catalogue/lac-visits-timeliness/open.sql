-- The looked-after cohort: a visit is due within the visiting frequency (42 days, where none is recorded) of the last
-- one, or within 7 days of the start of care where that is later.
with looked_after as (
  select * from looked_after_at(:as_at, :as_at) as child
),
last_visit as (
  select looked_after.record, max(visit.visit_date) as visit_date
  from looked_after
  join looked_after_visits(:as_at) as visit on visit.child = looked_after.child and visit.visit_date <= :as_at
  group by looked_after.record
)
select
  child.members,
  child.record,
  child.child as subject,
  greatest(last_visit.visit_date + coalesce(child.visiting_frequency, 42), child.start_date + 7) as limit_day,
  child.exclusion
from looked_after as child
left join last_visit on last_visit.record = child.record
