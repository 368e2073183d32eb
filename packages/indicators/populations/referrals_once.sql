-- Referrals, a child and date once: the other rows of that child and date are left out, and say so. Each has the date of
-- the child's referral before it, on an earlier day, and whether any row of its day says that nothing further was done.
select
  referral.record,
  referral.child,
  referral.date_of_referral,
  bool_or(referral.no_further_action) over same_day as no_further_action,
  max(referral.date_of_referral) over (
    partition by referral.child order by referral.date_of_referral
    range between unbounded preceding and interval '1 day' preceding
  ) as previous_referral,
  case
    when row_number() over (same_day order by referral.record) > 1
      then 'another referral of the child on the same day is counted'
  end as exclusion
from referrals(:as_at) as referral
window same_day as (partition by referral.child, referral.date_of_referral)
