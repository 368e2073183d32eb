-- Assessments without authorisation: due within 45 working days of the start.
select
  members_of(assessment.gender, assessment.date_of_birth, :as_at, assessment.allocated_team) as members,
  assessment.record,
  assessment.child as subject,
  limit_day.date as limit_day,
  null::text as exclusion
from assessments(:as_at) as assessment
left join working_day as started on started.date = assessment.start_date
left join working_day as limit_day on limit_day.ordinal = started.ordinal + 45 and limit_day.working
where assessment.authorisation_date is null
