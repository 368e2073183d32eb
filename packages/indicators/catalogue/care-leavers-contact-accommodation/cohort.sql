-- Of the care leavers aged 19 to 21 at the end of the month, those in touch with the authority and in suitable
-- accommodation. Those not in touch, who refuse contact or no longer need it stay in.
select
  period.period,
  leaver.members,
  leaver.record,
  leaver.child as subject,
  period.last_day as happened,
  coalesce(leaver.in_touch = 'a) Yes' and leaver.accommodation_suitability = 'a) Suitable', false) as in_numerator,
  case
    when leaver.exclusion is not null then leaver.exclusion
    when leaver.accommodation_type = 'G: Abroad' then 'living abroad'
    when leaver.accommodation_type = 'H: Deported' then 'deported'
    when leaver.accommodation_type = 'R: Residence not known' then 'residence not known'
  end as exclusion
from period
join care_leavers_at(:as_at, period.last_day) as leaver on leaver.age between 19 and 21
