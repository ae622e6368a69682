-- How much of each indicator the areas of one level and vintage have in one dataset, in the whole
-- country or in one province. undated: areas that have nothing but undated values.
-- grain: one row per indicator with a value there
-- params: $vintage varchar, $level varchar, $within varchar, $dataset varchar
-- columns: indicator_id varchar, areas bigint, undated bigint
with dated as (
    select
        o.indicator_id,
        o.area_id,
        count(o.as_of) as dates
    from observation as o
    inner join area as a on a.area_id = o.area_id
    where o.dataset = $dataset and a.level = $level and a.vintage = $vintage
        and ($within = '' or a.province_id = $within)
    group by o.indicator_id, o.area_id
)

select
    indicator_id,
    count(*) filter (where dates > 0) as areas,
    count(*) filter (where dates = 0) as undated
from dated
group by indicator_id
order by indicator_id
