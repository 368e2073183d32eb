-- Section 47 enquiries of the last 60 working days without a conference that was not deemed unnecessary: due within
-- 15 working days of the strategy discussion. A child protection plan that began since has overtaken it.
select
  members_of(enquiry.gender, enquiry.date_of_birth, :as_at, enquiry.allocated_team) as members,
  enquiry.record,
  enquiry.child as subject,
  limit_day.date as limit_day,
  case
    when exists (
      select from child_protection_plans(:as_at) as plan
      where plan.child = enquiry.child and plan.start_date >= enquiry.strategy_discussion_date
    ) then 'a child protection plan has begun since'
  end as exclusion
from section_47_enquiries(:as_at) as enquiry
join working_day as today on today.date = :as_at
join working_day as discussed
  on discussed.date = enquiry.strategy_discussion_date and discussed.ordinal >= today.ordinal - 60
left join working_day as limit_day on limit_day.ordinal = discussed.ordinal + 15 and limit_day.working
where enquiry.conference_date is null and enquiry.conference_unnecessary is not true
