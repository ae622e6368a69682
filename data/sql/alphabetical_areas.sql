-- Gives each area its place in the Vietnamese alphabet by short name, so that no reader has to sort.
update area
set alphabetical = ordered.place
from (
    select area_id, row_number() over (order by short_name collate vi, area_id) as place
    from area
) as ordered
where ordered.area_id = area.area_id
