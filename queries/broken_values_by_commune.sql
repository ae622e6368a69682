-- Values of communes that cannot be, or contradict another of their own: below zero, a share above
-- 100, a part above its whole, a cumulative count more than 1 % below the last one of the three
-- months before. Bounds decide: what may still be true is let pass. Of several values of one
-- commune and day: as in history_by_area. The importer knows the same rules
-- (data/sql/imports/check_*.sql).
-- other, other_as_of: the value that is contradicted, the whole of `whole` or an earlier one.
-- grain: one row per commune, as_of, indicator and kind (and whole)
-- params: $areas varchar[], $first date, $last date, $dataset varchar
-- columns: area_id varchar, as_of date, kind varchar, indicator varchar, value double,
--   whole varchar, other double, other_as_of date, source_id varchar, origin varchar
with places as (
    select distinct commune_id
    from commune_of
    where list_contains(cast($areas as varchar[]), area_id)
),

chosen as (
    select
        o.area_id,
        o.indicator_id,
        o.as_of,
        o.timing,
        o.value,
        o.low,
        o.high,
        o.source_id,
        o.origin
    from observation as o
    inner join places as p on p.commune_id = o.area_id
    inner join source as s on s.source_id = o.source_id
    where o.dataset = $dataset
        and o.as_of > cast($first as date) - interval '93' day
        and o.as_of <= cast($last as date)
    qualify row_number() over (
        partition by o.area_id, o.indicator_id, o.as_of
        order by
            case s.kind when 'original' then 0 else 1 end,
            case o.qualifier when 'exact' then 0 else 1 end,
            case o.precision when 'day' then 0 when 'month' then 1 else 2 end,
            o.value desc,
            o.origin
    ) = 1
),

stepped as (
    select
        c.area_id,
        c.indicator_id,
        c.as_of,
        c.value,
        c.low,
        c.high,
        c.source_id,
        c.origin,
        i.unit_en,
        case
            when c.timing = 'cumulative' and i.kind = 'count' and i.pillar <> 'context'
                then lag(c.low) over w
        end as low_before,
        lag(c.value) over w as value_before,
        lag(c.as_of) over w as before
    from chosen as c
    inner join indicator as i on i.indicator_id = c.indicator_id
    window w as (partition by c.area_id, c.indicator_id order by c.as_of)
),

seen as (
    select
        area_id,
        indicator_id,
        as_of,
        value,
        low,
        high,
        source_id,
        origin,
        unit_en,
        low_before,
        value_before,
        before
    from stepped
    where as_of >= cast($first as date)
),

wrong as (
    select
        area_id,
        as_of,
        'negative' as kind,
        indicator_id as indicator,
        value,
        cast(null as varchar) as whole,
        cast(null as double) as other,
        cast(null as date) as other_as_of,
        source_id,
        origin
    from seen
    where coalesce(high, value) < 0
    union all
    select
        area_id,
        as_of,
        'above_100' as kind,
        indicator_id as indicator,
        value,
        cast(null as varchar) as whole,
        cast(null as double) as other,
        cast(null as date) as other_as_of,
        source_id,
        origin
    from seen
    where unit_en = '%' and coalesce(low, value) > 100
    union all
    select
        area_id,
        as_of,
        'fell' as kind,
        indicator_id as indicator,
        value,
        cast(null as varchar) as whole,
        value_before as other,
        before as other_as_of,
        source_id,
        origin
    from seen
    where high < 0.99 * low_before
    union all
    select
        n.area_id,
        n.as_of,
        'part_above_whole' as kind,
        n.indicator_id as indicator,
        n.value,
        d.indicator_id as whole,
        d.value as other,
        d.as_of as other_as_of,
        n.source_id,
        n.origin
    from indicator as i
    inner join seen as n on n.indicator_id = i.numerator_id
    inner join seen as d
        on d.indicator_id = i.denominator_id and d.area_id = n.area_id and d.as_of = n.as_of
    where i.kind = 'ratio' and i.unit_en = '%' and n.low > d.high
)

select
    area_id,
    as_of,
    kind,
    indicator,
    value,
    whole,
    other,
    other_as_of,
    source_id,
    origin
from wrong
order by area_id, as_of, indicator, kind, whole, origin
