-- Children with an initial child protection conference in the month: each child once, by the first conference.
-- Transfers in count (Department for Education: conferences of children who move into the area are included).
select
  period.period,
  null::text[] as members,
  enquiry.record,
  enquiry.child as subject,
  enquiry.conference_date as happened,
  true as in_numerator,
  case
    when enquiry.conference_unnecessary is true then 'conference deemed unnecessary'
    when row_number() over conferences_of_child > 1 then 'another conference of the child in this month is counted'
  end as exclusion
from period
join section_47_enquiries(:as_at) as enquiry
  on first_of_month(enquiry.conference_date) = period.first_day
window conferences_of_child as (
  partition by period.period, enquiry.child, enquiry.conference_unnecessary is true
  order by enquiry.conference_date, enquiry.strategy_discussion_date
)
