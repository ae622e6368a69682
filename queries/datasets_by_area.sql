-- Which datasets have figures of some areas, and how many.
-- grain: one row per area_id and dataset with figures of it
-- params: $areas varchar[]
-- columns: area_id varchar, dataset varchar, figures bigint
select
    area_id,
    dataset,
    count(*) as figures
from observation
where list_contains(cast($areas as varchar[]), area_id)
group by area_id, dataset
order by area_id, dataset
