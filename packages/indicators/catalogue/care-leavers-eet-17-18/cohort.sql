-- Of the care leavers aged 17 or 18 at the end of the month, those in education, employment or training, full time (F) or
-- part time (P). Those whose activity is not known stay in.
select
  period.period,
  leaver.members,
  leaver.record,
  leaver.child as subject,
  period.last_day as happened,
  coalesce(leaver.activity_status ~ '^[FP]', false) as in_numerator,
  leaver.exclusion
from period
join care_leavers_at(:as_at, period.last_day) as leaver on leaver.age between 17 and 18
