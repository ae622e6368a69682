-- How many areas one indicator covers at each of its dates.
-- areas: with a value up to that date; fresh: with a value of exactly that date.
-- grain: one row per as_of
-- params: $indicator varchar, $vintage varchar, $level varchar
-- columns: as_of date, areas bigint, fresh bigint
with dated as (
    select distinct
        area_id,
        as_of
    from figure
    where indicator = $indicator and level = $level and (vintage = $vintage or level = 'nation') and as_of is not null
),

first_dates as (
    select
        area_id,
        min(as_of) as first_as_of
    from dated
    group by area_id
),

fresh_by_date as (
    select
        as_of,
        count(*) as fresh
    from dated
    group by as_of
)

select
    d.as_of,
    count(*) as areas,
    d.fresh
from fresh_by_date as d
inner join first_dates as f on f.first_as_of <= d.as_of
group by d.as_of, d.fresh
order by d.as_of
