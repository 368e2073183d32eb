-- Of the assessments authorised in the month, those authorised within 45 working days of their start.
-- The month is the authorisation's. The day of the start is day 0
-- (Working Together to Safeguard Children, with the start of the assessment that Annex A list 4 gives).
select
  period.period,
  members_of(assessment.gender, assessment.date_of_birth, assessment.authorisation_date, assessment.allocated_team) as members,
  assessment.record,
  assessment.child as subject,
  assessment.authorisation_date as happened,
  coalesce(authorised.ordinal - started.ordinal <= 45, false) as in_numerator,
  case
    when started.date is null or authorised.date is null then 'a date outside the calendar of working days'
  end as exclusion
from period
join assessments(:as_at) as assessment
  on first_of_month(assessment.authorisation_date) = period.first_day
left join working_day as started on started.date = assessment.start_date
left join working_day as authorised on authorised.date = assessment.authorisation_date
