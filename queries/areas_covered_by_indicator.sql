-- How much of each indicator one dataset knows over time in the areas named.
-- grain: one row per indicator with dated values in any of them
-- params: $areas varchar[], $dataset varchar
-- columns: indicator_id varchar, areas bigint, figures bigint
select
    indicator_id,
    count(distinct area_id) as areas,
    count(*) as figures
from observation
where dataset = $dataset and list_contains(cast($areas as varchar[]), area_id) and as_of is not null
group by indicator_id
order by indicator_id
