-- Of the assessments authorised in the month, those that found that the child needs social care support.
-- An assessment that does not say so, or says unknown, stays in and does not count as a yes.
select
  period.period,
  members_of(assessment.gender, assessment.date_of_birth, assessment.authorisation_date, assessment.allocated_team) as members,
  assessment.record,
  assessment.child as subject,
  assessment.authorisation_date as happened,
  assessment.support_required is true as in_numerator,
  null::text as exclusion
from period
join assessments(:as_at) as assessment
  on first_of_month(assessment.authorisation_date) = period.first_day
