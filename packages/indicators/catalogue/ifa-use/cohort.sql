-- Of the looked-after cohort at the end of the month, those in a foster placement (U1 to U6) of a private or voluntary
-- provider (PR4, PR5). Any placement open then qualifies.
with placed as (
  select distinct period.period, placement.child
  from period
  join placements_open_at(:as_at, period.last_day) as placement on true
  where placement.type in ('U1', 'U2', 'U3', 'U4', 'U5', 'U6') and placement.provider in ('PR4', 'PR5')
)
select
  period.period,
  child.members,
  child.record,
  child.child as subject,
  child.start_date as happened,
  placed.child is not null as in_numerator,
  child.exclusion
from period
join looked_after_at(:as_at, period.last_day) as child on true
left join placed on placed.period = period.period and placed.child = child.child
