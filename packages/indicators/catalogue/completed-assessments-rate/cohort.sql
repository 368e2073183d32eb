-- Every assessment authorised in the month.
select
  period.period,
  members_of(assessment.gender, assessment.date_of_birth, assessment.authorisation_date, assessment.allocated_team) as members,
  assessment.record,
  assessment.child as subject,
  assessment.authorisation_date as happened,
  true as in_numerator,
  null::text as exclusion
from period
join assessments(:as_at) as assessment
  on first_of_month(assessment.authorisation_date) = period.first_day
