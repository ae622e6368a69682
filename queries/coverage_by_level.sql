-- How many areas of each level and vintage have a figure of one dataset, dated or not, of each
-- indicator.
-- grain: one row per indicator_id, vintage, level
-- params: $dataset varchar
-- columns: indicator_id varchar, vintage varchar, level varchar, areas bigint
with held as (
    select distinct
        indicator_id,
        area_id
    from observation
    where dataset = $dataset
)

select
    h.indicator_id,
    coalesce(a.vintage, '') as vintage,
    a.level,
    count(*) as areas
from held as h
inner join area as a on a.area_id = h.area_id
group by h.indicator_id, a.vintage, a.level
order by h.indicator_id, vintage, a.level
