-- The targets that communes of one area, or the area itself, registered for one month, each beside
-- the count that was reported; the highest version counts. operator NULL: the file does not say how
-- the two compare. value NULL: not reported, or no count.
-- grain: one row per area and indicator
-- params: $area varchar, $date date, $dataset varchar
-- columns: area_id varchar, indicator_id varchar, rollup varchar, operator varchar, target double,
--   version integer, source_id varchar, source varchar, value double, low double, high double
with places as (
    select commune_id as area_id from commune_of where area_id = $area
    union
    select area_id from area where area_id = $area
),

registered as (
    select
        t.area_id,
        t.indicator_id,
        t.operator,
        t.value,
        t.version,
        t.source_id
    from target as t
    inner join places as p on p.area_id = t.area_id
    where t.dataset = $dataset and t.kind = 'registered' and t.due = cast($date as date)
    qualify row_number() over (
        partition by t.area_id, t.indicator_id
        order by t.version desc, t.origin
    ) = 1
),

chosen as (
    select
        o.area_id,
        o.indicator_id,
        o.value,
        o.low,
        o.high
    from observation as o
    inner join source as s on s.source_id = o.source_id
    where o.dataset = $dataset and o.as_of = cast($date as date)
        and o.indicator_id in (select r.indicator_id from registered as r)
        and o.area_id in (select p.area_id from places as p)
    qualify row_number() over (
        partition by o.area_id, o.indicator_id
        order by
            case s.kind when 'original' then 0 else 1 end,
            case o.qualifier when 'exact' then 0 else 1 end,
            case o.precision when 'day' then 1 when 'month' then 2 else 3 end,
            o.value desc,
            o.origin
    ) = 1
)

select
    r.area_id,
    r.indicator_id,
    i.rollup,
    r.operator,
    r.value as target,
    r.version,
    r.source_id,
    s.title as source,
    c.value,
    c.low,
    c.high
from registered as r
inner join indicator as i on i.indicator_id = r.indicator_id
inner join source as s on s.source_id = r.source_id
left join chosen as c on c.area_id = r.area_id and c.indicator_id = r.indicator_id
order by r.indicator_id, r.area_id
