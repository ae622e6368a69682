-- Results over some months, added up over the communes that have a target and a result in each of
-- these months: what a pace can be read from. As in reached_by_area, of several targets of a
-- commune the one that is due first counts. parts: these communes; targets: communes with a target.
-- Counts that add up and run on alone; what is in a period has no pace.
-- grain: one row per area_id, indicator_id and as_of
-- params: $indicators varchar[], $areas varchar[], $kind varchar, $first date, $last date,
--   $days date[], $dataset varchar
-- columns: area_id varchar, indicator_id varchar, as_of date, value double, low double,
--   high double, is_exact boolean, target double, due date, last_due date, parts bigint,
--   targets bigint
with places as (
    select
        area_id,
        commune_id
    from commune_of
    where list_contains(cast($areas as varchar[]), area_id)
),

aimed as (
    select
        t.area_id,
        t.indicator_id,
        t.value,
        t.due
    from target as t
    inner join indicator as i on i.indicator_id = t.indicator_id
    where t.dataset = $dataset
        and t.kind = $kind
        and t.due >= cast($first as date)
        and t.due <= cast($last as date)
        and list_contains(cast($indicators as varchar[]), t.indicator_id)
        and i.kind = 'count'
        and i.rollup = 'sum'
        and i.timing = 'cumulative'
        and t.area_id in (select commune_id from places)
    qualify row_number() over (
        partition by t.area_id, t.indicator_id order by t.due, t.version desc, t.origin
    ) = 1
),

chosen as (
    select
        o.area_id,
        o.indicator_id,
        o.as_of,
        o.value,
        o.low,
        o.high,
        o.qualifier
    from observation as o
    inner join aimed as t on t.area_id = o.area_id and t.indicator_id = o.indicator_id
    inner join source as s on s.source_id = o.source_id
    where o.dataset = $dataset and list_contains(cast($days as date[]), o.as_of)
    qualify row_number() over (
        partition by o.area_id, o.indicator_id, o.as_of
        order by
            case s.kind when 'original' then 0 else 1 end,
            case o.qualifier when 'exact' then 0 else 1 end,
            case o.precision when 'day' then 1 when 'month' then 2 else 3 end,
            o.value desc,
            o.origin
    ) = 1
),

steady as (
    select
        area_id,
        indicator_id
    from chosen
    group by area_id, indicator_id
    having count(*) = array_length(cast($days as date[]))
),

counted as (
    select
        p.area_id,
        t.indicator_id,
        count(*) as targets
    from places as p
    inner join aimed as t on t.area_id = p.commune_id
    group by p.area_id, t.indicator_id
)

select
    p.area_id,
    c.indicator_id,
    c.as_of,
    sum(c.value) as value,
    case when count(c.low) = count(*) then sum(c.low) end as low,
    case when count(c.high) = count(*) then sum(c.high) end as high,
    bool_and(c.qualifier = 'exact') as is_exact,
    sum(t.value) as target,
    min(t.due) as due,
    max(t.due) as last_due,
    count(*) as parts,
    max(n.targets) as targets
from places as p
inner join steady as s on s.area_id = p.commune_id
inner join chosen as c on c.area_id = s.area_id and c.indicator_id = s.indicator_id
inner join aimed as t on t.area_id = s.area_id and t.indicator_id = s.indicator_id
inner join counted as n on n.area_id = p.area_id and n.indicator_id = s.indicator_id
group by p.area_id, c.indicator_id, c.as_of
order by p.area_id, c.indicator_id, c.as_of
