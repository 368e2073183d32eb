-- Of the second reviews held in the month, those at which a permanence plan was recorded. One that does not say so stays
-- in and does not count.
select
  period.period,
  null::text[] as members,
  review.record,
  review.child as subject,
  review.review_date as happened,
  review.permanence_plan_recorded is true as in_numerator,
  null::text as exclusion
from period
join looked_after_reviews(:as_at) as review
  on first_of_month(review.review_date) = period.first_day and review.review_number = 2
