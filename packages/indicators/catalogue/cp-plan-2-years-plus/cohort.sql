-- Child protection plans open at the end of the month that began two years or more before.
-- Two years are taken off the month's end rather than added to the start, so that a plan of 29 February is two
-- years old on 1 March, as the rule has it (PostgreSQL would add to 28 February).
select
  period.period,
  null::text as member,
  plan.record,
  plan.child as subject,
  plan.start_date as happened,
  plan.start_date <= period.last_day - interval '2 years' as in_numerator,
  case
    when plan.temporary_from_other_authority is true then 'temporary plan of another authority'
  end as exclusion
from period
join child_protection_plans(:as_at) as plan
  on plan.start_date <= period.last_day
  and (plan.end_date is null or plan.end_date > period.last_day)
