-- Open child protection plans: the child is to be seen within 15 working days of the last visit on which it was seen, or
-- of the plan's start where that is later.
with plan as (
  select * from plans_open_at(:as_at, :as_at) as plan
),
last_seen as (
  select plan.record, max(visit.visit_date) as visit_date
  from plan
  join child_protection_visits(:as_at) as visit
    on visit.child = plan.child and visit.child_seen and visit.visit_date <= :as_at
  group by plan.record
)
select
  plan.members,
  plan.record,
  plan.child as subject,
  limit_day.date as limit_day,
  plan.exclusion
from plan
left join last_seen on last_seen.record = plan.record
left join working_day as since on since.date = greatest(last_seen.visit_date, plan.start_date)
left join working_day as limit_day on limit_day.ordinal = since.ordinal + 15 and limit_day.working
