-- The looked-after cohort at a day: periods of care open at its end. Short breaks (legal status V3 and V4) and young
-- people of 18 or over are left out, and say so. A child with two open periods of care is there twice.
select
  care.record,
  care.child,
  care.start_date,
  care.date_of_birth,
  care.gender,
  care.uasc,
  care.visiting_frequency,
  age_on(care.date_of_birth, :day) as age,
  members_of(care.gender, care.date_of_birth, :day, care.allocated_team) as members,
  case
    when care.legal_status in ('V3: Short term breaks, episodes recorded', 'V4: Short term breaks, agreements recorded')
      then 'short breaks only'
    when age_on(care.date_of_birth, :day) >= 18 then 'aged 18 or over'
  end as exclusion
from children_looked_after(:as_at) as care
where care.start_date <= :day and (care.end_date is null or care.end_date > :day)
