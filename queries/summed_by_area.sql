-- Indicators of one dataset for some areas and days, summed from communes where the area has no
-- figure of its own for that day: counts that may be added up, and ratios reckoned anew from the
-- sums of both parts over the communes that have both. A district or province that ended on 1 July
-- 2025 goes on as the group of its communes of today (table commune_of).
-- carried: own, sum or ratio. parts: how many communes are in it; expected: how many there are.
-- Where parts are missing a sum is a lower bound (at_least, high is NULL), and a ratio is that of
-- the communes that said both (about). Of several values of one area and day: as in
-- history_by_area.
-- grain: one row per area_id, indicator and as_of
-- params: $indicators varchar[], $areas varchar[], $first date, $last date, $dataset varchar
-- columns: area_id varchar, area varchar, short_name varchar, code varchar, level varchar,
--   vintage varchar, province varchar, province_id varchar, parent_id varchar, indicator varchar,
--   timing varchar, period_start date, as_of date, starts_on date, precision varchar,
--   basis varchar, value double, low double, high double, qualifier varchar, unit varchar,
--   unit_en varchar, dataset varchar, source_id varchar, source varchar, url varchar,
--   source_kind varchar, published_on date, origin varchar, in_conflict boolean,
--   disputed boolean, remark_vi varchar, remark_en varchar, carried varchar, parts bigint,
--   expected bigint
with told as (
    select
        area_id,
        indicator_id,
        timing,
        period_start,
        as_of,
        precision,
        basis,
        value,
        low,
        high,
        qualifier,
        published_on,
        source_id,
        cast(null as varchar) as source_ids,
        cast(null as varchar) as sources,
        origin,
        in_conflict,
        'own' as carried,
        1 as parts,
        1 as expected
    from observation
    where dataset = $dataset
        and list_contains(cast($indicators as varchar[]), indicator_id)
        and list_contains(cast($areas as varchar[]), area_id)
        and as_of >= cast($first as date)
        and as_of <= cast($last as date)
    union all
    select
        area_id,
        indicator_id,
        timing,
        period_start,
        as_of,
        precision,
        basis,
        value,
        low,
        high,
        qualifier,
        published_on,
        source_id,
        source_ids,
        sources,
        concat(area_id, ' ', as_of) as origin,
        in_conflict,
        carried,
        parts,
        expected
    from rollup
    where dataset = $dataset
        and list_contains(cast($indicators as varchar[]), indicator_id)
        and list_contains(cast($areas as varchar[]), area_id)
        and as_of >= cast($first as date)
        and as_of <= cast($last as date)
)

select
    t.area_id,
    a.name as area,
    a.short_name,
    a.code,
    a.level,
    a.vintage,
    coalesce(p.short_name, '') as province,
    a.province_id,
    a.parent_id,
    t.indicator_id as indicator,
    t.timing,
    t.period_start,
    t.as_of,
    cast(
        case t.precision
            when 'day' then t.as_of
            when 'month' then date_trunc('month', t.as_of)
            else date_trunc('year', t.as_of)
        end as date
    ) as starts_on,
    t.precision,
    t.basis,
    t.value,
    t.low,
    t.high,
    t.qualifier,
    i.unit_vi as unit,
    i.unit_en,
    $dataset as dataset,
    coalesce(t.source_ids, t.source_id) as source_id,
    coalesce(t.sources, s.title) as source,
    case when t.sources is null then s.url else '' end as url,
    s.kind as source_kind,
    t.published_on,
    t.origin,
    t.in_conflict,
    t.in_conflict as disputed,
    coalesce(r.remark_vi, '') as remark_vi,
    coalesce(r.remark_en, '') as remark_en,
    t.carried,
    t.parts,
    t.expected
from told as t
inner join area as a on a.area_id = t.area_id
inner join indicator as i on i.indicator_id = t.indicator_id
inner join source as s on s.source_id = t.source_id
left join area as p on p.area_id = a.province_id
left join remark as r on r.origin = t.origin
qualify row_number() over (
    partition by t.area_id, t.indicator_id, t.as_of
    order by
        case t.carried when 'own' then 0 else 1 end,
        case when t.carried = 'own' and s.kind <> 'original' then 1 else 0 end,
        case when t.carried = 'own' and t.qualifier <> 'exact' then 1 else 0 end,
        case when t.carried <> 'own' then 0 when t.precision = 'day' then 1 when t.precision = 'month' then 2 else 3 end,
        case when t.carried = 'own' then t.value end desc,
        case when t.carried = 'own' then '' else t.timing end,
        t.period_start desc nulls last,
        t.origin
) = 1
order by t.indicator_id, t.as_of, t.area_id
