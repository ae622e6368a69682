-- Which indicators share areas with one: how many areas of a level have dated values of both
-- in one dataset.
-- grain: one row per other indicator
-- params: $indicator varchar, $vintage varchar, $level varchar, $dataset varchar
-- columns: indicator_id varchar, areas bigint
with dated as (
    select distinct
        indicator,
        area_id
    from figure
    where dataset = $dataset and level = $level and vintage = $vintage and as_of is not null
)

select
    other.indicator as indicator_id,
    count(*) as areas
from dated as one
inner join dated as other on other.area_id = one.area_id and other.indicator <> one.indicator
where one.indicator = $indicator
group by other.indicator
order by indicator_id
