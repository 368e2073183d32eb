-- Of the referrals of the month, a child and date counted once, those where any row of that child and date says that no
-- further action was taken.
select
  period.period,
  null::text[] as members,
  referral.record,
  referral.child as subject,
  referral.date_of_referral as happened,
  referral.no_further_action as in_numerator,
  referral.exclusion
from period
join referrals_once(:as_at) as referral on first_of_month(referral.date_of_referral) = period.first_day
