-- Referrals of the month, a child and date counted once.
select
  period.period,
  null::text[] as members,
  referral.record,
  referral.child as subject,
  referral.date_of_referral as happened,
  true as in_numerator,
  referral.exclusion
from period
join referrals_once(:as_at) as referral on first_of_month(referral.date_of_referral) = period.first_day
