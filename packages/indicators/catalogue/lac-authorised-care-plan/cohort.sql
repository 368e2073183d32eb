-- Of the looked-after cohort at the end of the month, those with a care plan authorised and open then.
with planned as (
  select distinct period.period, plan.child
  from period
  join authorised_plans_at(:as_at, period.last_day) as plan on plan.plan_type = 'Care plan'
)
select
  period.period,
  child.members,
  child.record,
  child.child as subject,
  child.start_date as happened,
  planned.child is not null as in_numerator,
  child.exclusion
from period
join looked_after_at(:as_at, period.last_day) as child on true
left join planned on planned.period = period.period and planned.child = child.child
