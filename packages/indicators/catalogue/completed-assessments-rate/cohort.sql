-- Every assessment authorised in the month.
select
  period.period,
  null::text as member,
  assessment.record,
  assessment.child as subject,
  assessment.authorisation_date as happened,
  true as in_numerator,
  null::text as exclusion
from period
join assessments(:as_at) as assessment
  on assessment.authorisation_date between period.first_day and period.last_day
