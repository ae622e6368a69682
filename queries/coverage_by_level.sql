-- How many areas of each level and vintage have a figure of one dataset, dated or not, of each
-- indicator.
-- grain: one row per indicator_id, vintage, level
-- params: $dataset varchar
-- columns: indicator_id varchar, vintage varchar, level varchar, areas bigint
select
    indicator as indicator_id,
    coalesce(vintage, '') as vintage,
    level,
    count(distinct area_id) as areas
from figure
where dataset = $dataset
group by indicator, vintage, level
order by indicator, vintage, level
