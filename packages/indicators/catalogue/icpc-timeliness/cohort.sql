-- Of the initial child protection conferences of the month, those held within 15 working days of the strategy
-- discussion. The day of the strategy discussion is day 0 (Working Together to Safeguard Children).
-- Several enquiries can lead to one conference of a child: the latest strategy discussion stands for it, and its row
-- says whether it was a transfer in. A transferred child's clock ran in the other authority, so it is left out.
select
  period.period,
  members_of(enquiry.gender, enquiry.date_of_birth, enquiry.conference_date, enquiry.allocated_team) as members,
  enquiry.record,
  enquiry.child as subject,
  enquiry.conference_date as happened,
  coalesce(held.ordinal - discussed.ordinal <= 15, false) as in_numerator,
  case
    when enquiry.conference_unnecessary is true then 'conference deemed unnecessary'
    when row_number() over enquiries_of_conference > 1 then 'a later strategy discussion led to the same conference'
    when enquiry.transfer_in is true then 'transfer in from another authority'
    when discussed.date is null or held.date is null then 'a date outside the calendar of working days'
  end as exclusion
from period
join section_47_enquiries(:as_at) as enquiry
  on first_of_month(enquiry.conference_date) = period.first_day
left join working_day as discussed on discussed.date = enquiry.strategy_discussion_date
left join working_day as held on held.date = enquiry.conference_date
window enquiries_of_conference as (
  partition by enquiry.child, enquiry.conference_date, enquiry.conference_unnecessary is true
  order by enquiry.strategy_discussion_date desc
)
