-- What areas say of themselves beside the sum of their communes for the same day, for counts that
-- add up. differs: both cannot be true: bounds that do not meet, or communes that are more than the
-- whole though parts are missing. A sum with parts missing that is less says nothing.
-- grain: one row per area_id, indicator, as_of and own observation
-- params: $areas varchar[], $first date, $last date, $dataset varchar
-- columns: area_id varchar, area varchar, indicator varchar, as_of date, own double,
--   qualifier varchar, summed double, parts bigint, expected bigint, differs boolean,
--   source_id varchar, source varchar, origin varchar
with places as (
    select
        area_id,
        commune_id,
        vintage
    from commune_of
    where list_contains(cast($areas as varchar[]), area_id) and area_id <> commune_id
),

counted as (
    select
        area_id,
        vintage,
        count(*) as expected
    from places
    group by area_id, vintage
),

own as (
    select
        o.area_id,
        o.indicator_id,
        o.as_of,
        o.timing,
        o.period_start,
        o.value,
        o.low,
        o.high,
        o.qualifier,
        o.source_id,
        o.origin
    from observation as o
    inner join indicator as i
        on i.indicator_id = o.indicator_id and i.kind = 'count' and i.rollup = 'sum'
    where o.dataset = $dataset
        and list_contains(cast($areas as varchar[]), o.area_id)
        and o.as_of >= cast($first as date) and o.as_of <= cast($last as date)
),

chosen as (
    select
        o.area_id,
        o.indicator_id,
        o.as_of,
        o.timing,
        o.period_start,
        o.value,
        o.low,
        o.high
    from observation as o
    inner join (select distinct indicator_id, as_of from own) as w
        on w.indicator_id = o.indicator_id and w.as_of = o.as_of
    inner join (select distinct commune_id from places) as p on p.commune_id = o.area_id
    inner join source as s on s.source_id = o.source_id
    where o.dataset = $dataset
    qualify row_number() over (
        partition by o.area_id, o.indicator_id, o.as_of, o.timing, o.period_start
        order by
            case s.kind when 'original' then 0 else 1 end,
            case o.qualifier when 'exact' then 0 else 1 end,
            case o.precision when 'day' then 0 when 'month' then 1 else 2 end,
            o.value desc,
            o.origin
    ) = 1
),

sums as (
    select
        p.area_id,
        c.indicator_id,
        c.as_of,
        c.timing,
        c.period_start,
        sum(c.value) as summed,
        case when count(c.low) = count(*) then sum(c.low) end as low,
        case when count(c.high) = count(*) then sum(c.high) end as high,
        count(*) as parts
    from chosen as c
    inner join places as p on p.commune_id = c.area_id
    group by p.area_id, c.indicator_id, c.as_of, c.timing, c.period_start
)

select
    o.area_id,
    a.name as area,
    o.indicator_id as indicator,
    o.as_of,
    o.value as own,
    o.qualifier,
    s.summed,
    s.parts,
    n.expected,
    coalesce(s.low > o.high, false)
    or coalesce(s.parts = n.expected and s.high < o.low, false) as differs,
    o.source_id,
    c.title as source,
    o.origin
from own as o
inner join sums as s
    on s.area_id = o.area_id and s.indicator_id = o.indicator_id and s.as_of = o.as_of
    and s.timing = o.timing and s.period_start is not distinct from o.period_start
inner join area as a on a.area_id = o.area_id
inner join source as c on c.source_id = o.source_id
inner join counted as n
    on n.area_id = o.area_id
    and n.vintage = case when o.as_of < date '2025-07-01' then '2024' else '2025' end
order by o.area_id, o.indicator_id, o.as_of, o.origin
