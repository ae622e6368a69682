-- How much of each indicator the areas of one level and vintage have.
-- undated: areas that have nothing but undated values.
-- grain: one row per indicator with a value there
-- params: $vintage varchar, $level varchar
-- columns: indicator_id varchar, areas bigint, dates bigint, first_as_of date, last_as_of date,
--   undated bigint
with area_coverage as (
    select
        indicator,
        area_id,
        count(as_of) as dated
    from figure
    where level = $level and (vintage = $vintage or level = 'nation')
    group by indicator, area_id
),

date_coverage as (
    select
        indicator,
        count(distinct as_of) as dates,
        min(as_of) as first_as_of,
        max(as_of) as last_as_of
    from figure
    where level = $level and (vintage = $vintage or level = 'nation')
    group by indicator
)

select
    d.indicator as indicator_id,
    count(*) filter (where c.dated > 0) as areas,
    d.dates,
    d.first_as_of,
    d.last_as_of,
    count(*) filter (where c.dated = 0) as undated
from date_coverage as d
inner join area_coverage as c on c.indicator = d.indicator
group by d.indicator, d.dates, d.first_as_of, d.last_as_of
order by indicator_id
