-- Of the looked-after children aged 16 or over and the care leavers, those with a pathway plan authorised and open at the
-- end of the month. Who is in both lists counts once, as looked after.
with young_person as (
  select
    period.period, period.last_day, child.record, child.child, child.members, child.exclusion, true as looked_after
  from period
  join looked_after_at(:as_at, period.last_day) as child on child.age >= 16
  union all
  select
    period.period, period.last_day, leaver.record, leaver.child, leaver.members,
    case when leaver.in_touch = 'c) Died' then 'died' end, false
  from period
  join care_leavers_at(:as_at, period.last_day) as leaver on true
),
planned as (
  select distinct period.period, plan.child
  from period
  join authorised_plans_at(:as_at, period.last_day) as plan on plan.plan_type = 'Pathway plan'
)
select
  person.period,
  person.members,
  person.record,
  person.child as subject,
  person.last_day as happened,
  planned.child is not null as in_numerator,
  case
    when person.exclusion is not null then person.exclusion
    when row_number() over (
      partition by person.period, person.child, person.exclusion is null
      order by person.looked_after desc, person.record
    ) > 1 then 'counted once already'
  end as exclusion
from young_person as person
left join planned on planned.period = person.period and planned.child = person.child
