-- Placements open at the end of a day, with the codes of type (U1 to U6: foster placements) and provider (PR0 to PR5).
select
  placement.child,
  substring(placement.placement_type from '\m([A-Z][0-9]):') as type,
  substring(placement.placement_provider from '\m(PR[0-9]):') as provider
from placements(:as_at) as placement
where placement.start_date <= :day and (placement.end_date is null or placement.end_date > :day)
