-- How many areas of one level and vintage have each indicator in one dataset, of their own or summed
-- from communes: counts that add up, and ratios of which a commune has both parts. undated: areas
-- that have nothing but undated values of their own.
-- grain: one row per indicator with a value there
-- params: $vintage varchar, $level varchar, $within varchar, $dataset varchar
-- columns: indicator_id varchar, areas bigint, undated bigint
with held as (
    select
        area_id,
        indicator_id,
        max(case when as_of is null then 0 else 1 end) as dated
    from observation
    where dataset = $dataset
    group by area_id, indicator_id
),

known as (
    select
        area_id,
        indicator_id,
        dated,
        1 as is_own
    from held
    union all
    select
        h.area_id,
        h.indicator_id,
        h.dated,
        0 as is_own
    from held as h
    inner join indicator as i
        on i.indicator_id = h.indicator_id and i.kind = 'count' and i.rollup = 'sum'
    where h.dated = 1
    union all
    select
        n.area_id,
        i.indicator_id,
        1 as dated,
        0 as is_own
    from indicator as i
    inner join held as n on n.indicator_id = i.numerator_id and n.dated = 1
    inner join held as d
        on d.indicator_id = i.denominator_id and d.area_id = n.area_id and d.dated = 1
    where i.kind = 'ratio'
),

places as (
    select area_id
    from area
    where level = $level and vintage = $vintage and ($within = '' or province_id = $within)
),

of_areas as (
    select
        k.area_id,
        k.indicator_id,
        k.dated
    from known as k
    inner join places as p on p.area_id = k.area_id
    where k.is_own = 1
    union all
    select
        c.area_id,
        k.indicator_id,
        1 as dated
    from known as k
    inner join commune_of as c on c.commune_id = k.area_id and c.vintage = $vintage
    inner join places as p on p.area_id = c.area_id
    where k.is_own = 0
)

select
    indicator_id,
    count(distinct case when dated = 1 then area_id end) as areas,
    count(distinct area_id) - count(distinct case when dated = 1 then area_id end) as undated
from of_areas
group by indicator_id
order by indicator_id
