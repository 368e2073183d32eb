-- Of the child protection plans open at the end of the month, those whose child was seen on a visit in the last
-- 15 working days: at most 15 lie strictly after the visit, up to and including the end of the month.
-- The latest visit decides. It counts whether or not it falls inside the present plan.
with open_plan as (
  select period.period, period.last_day, plan.*
  from period
  join plans_open_at(:as_at, period.last_day) as plan on true
),
last_seen as (
  select open_plan.period, open_plan.record, max(visit.visit_date) as visit_date
  from open_plan
  join child_protection_visits(:as_at) as visit
    on visit.child = open_plan.child
    and visit.visit_date <= open_plan.last_day
    and visit.child_seen
  group by open_plan.period, open_plan.record
)
select
  open_plan.period,
  open_plan.members,
  open_plan.record,
  open_plan.child as subject,
  open_plan.start_date as happened,
  coalesce(month_end.ordinal - seen.ordinal <= 15, false) as in_numerator,
  case
    when open_plan.exclusion is not null then open_plan.exclusion
    when month_end.date is null then 'a date outside the calendar of working days'
  end as exclusion
from open_plan
left join last_seen on last_seen.period = open_plan.period and last_seen.record = open_plan.record
left join working_day as seen on seen.date = last_seen.visit_date
left join working_day as month_end on month_end.date = open_plan.last_day
