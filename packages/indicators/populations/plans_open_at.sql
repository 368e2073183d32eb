-- Child protection plans open at the end of a day. Other authorities' temporary plans are left out, and say so.
-- A child with two open plans is there twice.
select
  plan.record,
  plan.child,
  plan.start_date,
  members_of(plan.gender, plan.date_of_birth, :day, plan.allocated_team) as members,
  case
    when plan.temporary_from_other_authority is true then 'temporary plan of another authority'
  end as exclusion
from child_protection_plans(:as_at) as plan
where plan.start_date <= :day and (plan.end_date is null or plan.end_date > :day)
