-- How much of each indicator the areas of one level and vintage have in one dataset, in the whole
-- country or in one province. undated: areas that have nothing but undated values.
-- grain: one row per indicator with a value there
-- params: $vintage varchar, $level varchar, $within varchar, $dataset varchar
-- columns: indicator_id varchar, areas bigint, undated bigint
with dated as (
    select
        indicator,
        area_id,
        count(as_of) as dates
    from figure
    where dataset = $dataset and level = $level and vintage = $vintage
        and ($within = '' or province_id = $within)
    group by indicator, area_id
)

select
    indicator as indicator_id,
    count(*) filter (where dates > 0) as areas,
    count(*) filter (where dates = 0) as undated
from dated
group by indicator
order by indicator_id
