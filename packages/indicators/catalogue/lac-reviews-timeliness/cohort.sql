-- Of the reviews of looked-after children held in the month, those held on or before the date they were due.
select
  period.period,
  null::text[] as members,
  review.record,
  review.child as subject,
  review.review_date as happened,
  review.review_date <= review.due_date as in_numerator,
  null::text as exclusion
from period
join looked_after_reviews(:as_at) as review on first_of_month(review.review_date) = period.first_day
