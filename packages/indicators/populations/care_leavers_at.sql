-- Care leavers, as the list has them at present, with their age at the end of a day. Those who died and those who
-- returned home are left out, and say so.
select
  leaver.record,
  leaver.child,
  age_on(leaver.date_of_birth, :day) as age,
  leaver.in_touch,
  leaver.accommodation_type,
  leaver.accommodation_suitability,
  leaver.activity_status,
  array[gender_in_words(leaver.gender), leaver.allocated_team] as members,
  case leaver.in_touch
    when 'c) Died' then 'died'
    when 'f) Rhom' then 'returned home to parents or relatives'
  end as exclusion
from care_leavers(:as_at) as leaver
