-- Adoption orders of the month.
select
  period.period,
  null::text[] as members,
  adoption.record,
  adoption.child as subject,
  adoption.order_date as happened,
  true as in_numerator,
  null::text as exclusion
from period
join adoptions(:as_at) as adoption on first_of_month(adoption.order_date) = period.first_day
