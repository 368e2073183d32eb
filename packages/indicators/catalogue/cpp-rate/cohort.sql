-- Child protection plans open at the end of the month. A child with two open plans counts twice, as two rows.
select
  period.period,
  null::text as member,
  plan.record,
  plan.child as subject,
  plan.start_date as happened,
  true as in_numerator,
  case
    when plan.temporary_from_other_authority is true then 'temporary plan of another authority'
  end as exclusion
from period
join child_protection_plans(:as_at) as plan
  on plan.start_date <= period.last_day
  and (plan.end_date is null or plan.end_date > period.last_day)
