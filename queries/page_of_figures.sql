-- The stored figures of selected_figures in pages, each beginning after the last row of the one
-- before; for the first $after_indicator is NULL. In units of their time, which the last columns say
-- as carried ones do. near: the days that the page has rows of, found by counting, since sorting all
-- that comes after would take the size of it.
-- grain: one row per observation
-- params: $dataset varchar, $indicators varchar[], $areas varchar[], $level varchar,
--   $within varchar, $vintage varchar, $first date, $last date, $after_indicator varchar,
--   $after_as_of date, $after_area_id varchar, $after_origin varchar, $most integer
-- columns: indicator varchar, area_id varchar, area varchar, level varchar, vintage varchar,
--   province varchar, timing varchar, period_start date, as_of date, precision varchar,
--   basis varchar, value double, low double, high double, qualifier varchar, unit varchar,
--   unit_en varchar, dataset varchar, source_id varchar, source varchar, url varchar,
--   published_on date, in_conflict boolean, remark_vi varchar, remark_en varchar, origin varchar,
--   units varchar, carried varchar, missing_parts varchar, oldest_as_of date, parts bigint,
--   expected bigint
with inside as (
    select distinct
        commune_id
    from commune_of
    where area_id = $within
),

lying as (
    select c.area_id
    from commune_of as c
    inner join area as a on a.area_id = c.area_id and a.vintage = c.vintage
    left join inside as i on i.commune_id = c.commune_id
    where $within <> ''
    group by c.area_id
    having count(*) = count(i.commune_id)
),

wanted as (
    select a.area_id
    from area as a
    left join lying as l
        on l.area_id = case a.level when 'village' then a.parent_id else a.area_id end
    where ($level = '' or a.level = $level)
        and ($vintage = '' or a.vintage = $vintage or a.level = 'nation')
        and (
            $within = ''
            or a.area_id = $within
            or a.parent_id = $within
            or a.province_id = $within
            or l.area_id is not null
        )
        and (
            array_length(cast($areas as varchar[])) = 0
            or list_contains(cast($areas as varchar[]), a.area_id)
        )
),

later as (
    select
        o.indicator_id,
        o.as_of,
        count(*) as figures
    from observation as o
    inner join wanted as w on w.area_id = o.area_id
    where o.dataset = $dataset
        and (
            array_length(cast($indicators as varchar[])) = 0
            or list_contains(cast($indicators as varchar[]), o.indicator_id)
        )
        and (cast($first as date) is null or o.as_of >= cast($first as date))
        and (cast($last as date) is null or o.as_of <= cast($last as date))
        and o.indicator_id >= coalesce(cast($after_indicator as varchar), '')
        and (
            o.indicator_id > coalesce(cast($after_indicator as varchar), '')
            or o.as_of > cast($after_as_of as date)
            or (o.as_of is null and cast($after_as_of as date) is not null)
            or o.as_of is not distinct from cast($after_as_of as date)
            and (
                o.area_id > $after_area_id
                or o.area_id = $after_area_id and o.origin > $after_origin
            )
        )
    group by o.indicator_id, o.as_of
),

counted as (
    select
        indicator_id,
        as_of,
        sum(figures) over (order by indicator_id, as_of nulls last) - figures as before
    from later
),

near as (
    select
        indicator_id,
        as_of
    from counted
    where before < $most
)

select
    f.indicator,
    f.area_id,
    f.area,
    f.level,
    f.vintage,
    f.province,
    f.timing,
    f.period_start,
    f.as_of,
    f.precision,
    f.basis,
    f.value,
    f.low,
    f.high,
    f.qualifier,
    f.unit,
    f.unit_en,
    f.dataset,
    f.source_id,
    f.source,
    f.url,
    f.published_on,
    f.in_conflict,
    f.remark_vi,
    f.remark_en,
    f.origin,
    'then' as units,
    'own' as carried,
    '' as missing_parts,
    f.as_of as oldest_as_of,
    cast(null as bigint) as parts,
    cast(null as bigint) as expected
from figure as f
inner join near as n
    on n.indicator_id = f.indicator and n.as_of is not distinct from f.as_of
inner join wanted as w on w.area_id = f.area_id
where f.dataset = $dataset
    and f.indicator >= coalesce(cast($after_indicator as varchar), '')
    and (
        f.indicator > coalesce(cast($after_indicator as varchar), '')
        or f.as_of > cast($after_as_of as date)
        or (f.as_of is null and cast($after_as_of as date) is not null)
        or f.as_of is not distinct from cast($after_as_of as date)
        and (
            f.area_id > $after_area_id
            or f.area_id = $after_area_id and f.origin > $after_origin
        )
    )
order by f.indicator, f.as_of nulls last, f.area_id, f.origin
limit $most
