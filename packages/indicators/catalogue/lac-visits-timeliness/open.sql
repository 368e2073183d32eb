-- The looked-after cohort: a visit is due within the visiting frequency (42 days, where none is recorded) of the last
-- one, or within 7 days of the start of care where that is later.
select
  child.members,
  child.record,
  child.child as subject,
  greatest(last_visit.visit_date + coalesce(child.visiting_frequency, 42), child.start_date + 7) as limit_day,
  child.exclusion
from looked_after_at(:as_at, :as_at) as child
left join (
  select visit.child, max(visit.visit_date) as visit_date
  from looked_after_visits(:as_at) as visit
  where visit.visit_date <= :as_at
  group by visit.child
) as last_visit on last_visit.child = child.child
