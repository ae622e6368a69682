-- What one dataset knows over time of the areas that are carried to those named, in either
-- direction over 1 July 2025.
-- grain: one row per indicator with dated values in any of them
-- params: $areas varchar[], $dataset varchar
-- columns: indicator_id varchar
with parts as (
    select old_id as part_id
    from lineage
    where list_contains(cast($areas as varchar[]), new_id)
    union
    select new_id as part_id
    from lineage
    where list_contains(cast($areas as varchar[]), old_id)
)

select o.indicator_id
from observation as o
inner join parts as p on p.part_id = o.area_id
where o.dataset = $dataset and o.as_of is not null
group by o.indicator_id
order by o.indicator_id
