-- Of the referrals of the month, a child and date counted once, those of a child who was referred before: on or after
-- the same day one year earlier (of 29 February: 28 February), and before this one.
select
  period.period,
  null::text[] as members,
  referral.record,
  referral.child as subject,
  referral.date_of_referral as happened,
  coalesce(referral.previous_referral >= add_years(referral.date_of_referral, -1), false) as in_numerator,
  referral.exclusion
from period
join referrals_once(:as_at) as referral on first_of_month(referral.date_of_referral) = period.first_day
