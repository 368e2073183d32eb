-- Every section 47 enquiry whose strategy discussion was held in the month, one row a child and enquiry
-- (Annex A list 5: the enquiry starts with the strategy discussion).
select
  period.period,
  members_of(enquiry.gender, enquiry.date_of_birth, enquiry.strategy_discussion_date, enquiry.allocated_team) as members,
  enquiry.record,
  enquiry.child as subject,
  enquiry.strategy_discussion_date as happened,
  true as in_numerator,
  null::text as exclusion
from period
join section_47_enquiries(:as_at) as enquiry
  on first_of_month(enquiry.strategy_discussion_date) = period.first_day
