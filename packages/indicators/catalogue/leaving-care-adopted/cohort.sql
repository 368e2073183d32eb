-- Of the periods of care that ceased in the month, those that ended in adoption (E11, E12). Short breaks and young people
-- of 18 or over are included. X1 is no end of care: the period goes on in another row.
select
  period.period,
  members_of(care.gender, care.date_of_birth, care.end_date, care.allocated_team) as members,
  care.record,
  care.child as subject,
  care.end_date as happened,
  coalesce(
    care.reason_ceased in ('a) E11: Adopted - application unopposed', 'b) E12: Adopted - consent dispensed'),
    false
  ) as in_numerator,
  case
    when care.reason_ceased = 'u) X1:CodeError' then 'the recorded reason (X1) is no end of care'
  end as exclusion
from period
join children_looked_after(:as_at) as care on first_of_month(care.end_date) = period.first_day
