-- The communes of some provinces, of both times.
select area_id, type, parent_id, province_id
from area
where level = 'commune' and list_contains($provinces, province_id)
order by area_id
