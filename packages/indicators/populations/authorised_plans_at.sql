-- Care plans and pathway plans authorised and open at the end of a day.
select plan.record, plan.child, plan.plan_type
from plans(:as_at) as plan
where plan.date_authorised <= :day and (plan.date_ended is null or plan.date_ended > :day)
