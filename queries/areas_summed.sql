-- The areas that have figures in one dataset, and those that communes with figures are parts of.
-- grain: one row per area_id
-- params: $dataset varchar
-- columns: area_id varchar
with held as (
    select distinct area_id
    from observation
    where dataset = $dataset
)

select area_id
from held
union
select c.area_id
from commune_of as c
inner join held as h on h.area_id = c.commune_id
order by area_id
