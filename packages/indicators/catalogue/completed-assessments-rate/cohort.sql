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
  on first_of_month(assessment.authorisation_date) = period.first_day
