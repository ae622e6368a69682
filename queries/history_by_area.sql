-- Every dated value of one indicator in one dataset for the areas of a level and vintage, one for
-- each date. Of several values of one date: an original before a copy, an exact one before a
-- qualified, a day before a month before a year, then the higher.
-- disputed: another source contradicts the value, or sources disagreed about one of the area within
-- the year before.
-- grain: one row per area_id and as_of
-- params: $indicator varchar, $vintage varchar, $level varchar, $within varchar, $dataset varchar
-- columns: area_id varchar, area varchar, short_name varchar, code varchar, level varchar,
--   vintage varchar, province varchar, province_id varchar, parent_id varchar, indicator varchar,
--   timing varchar, period_start date, as_of date, starts_on date, precision varchar,
--   basis varchar, value double, low double, high double, qualifier varchar, unit varchar,
--   unit_en varchar, dataset varchar, source_id varchar, source varchar, url varchar,
--   source_kind varchar, published_on date, origin varchar, in_conflict boolean,
--   disputed boolean, remark_vi varchar, remark_en varchar
with chosen as (
    select
        o.area_id,
        o.indicator_id,
        o.timing,
        o.period_start,
        o.as_of,
        o.precision,
        o.basis,
        o.value,
        o.low,
        o.high,
        o.qualifier,
        o.dataset,
        o.source_id,
        o.published_on,
        o.origin,
        o.in_conflict,
        coalesce(
            max(case when o.in_conflict then o.as_of end) over (
                partition by o.area_id
                order by o.as_of
            ) >= o.as_of - interval '366' day,
            false
        ) as disputed
    from observation as o
    inner join area as a on a.area_id = o.area_id
    inner join source as s on s.source_id = o.source_id
    where o.indicator_id = $indicator and o.dataset = $dataset
        and a.level = $level and a.vintage = $vintage and o.as_of is not null
        and ($within = '' or a.province_id = $within)
    qualify row_number() over (
        partition by o.area_id, o.as_of
        order by
            case s.kind when 'original' then 0 else 1 end,
            case o.qualifier when 'exact' then 0 else 1 end,
            case o.precision when 'day' then 0 when 'month' then 1 else 2 end,
            o.value desc,
            o.origin
    ) = 1
)

select
    o.area_id,
    a.name as area,
    a.short_name,
    a.code,
    a.level,
    a.vintage,
    coalesce(p.short_name, '') as province,
    a.province_id,
    a.parent_id,
    o.indicator_id as indicator,
    o.timing,
    o.period_start,
    o.as_of,
    cast(
        case o.precision
            when 'day' then o.as_of
            when 'month' then date_trunc('month', o.as_of)
            when 'year' then date_trunc('year', o.as_of)
        end as date
    ) as starts_on,
    o.precision,
    o.basis,
    o.value,
    o.low,
    o.high,
    o.qualifier,
    i.unit_vi as unit,
    i.unit_en,
    o.dataset,
    o.source_id,
    s.title as source,
    s.url,
    s.kind as source_kind,
    o.published_on,
    o.origin,
    o.in_conflict,
    o.disputed,
    coalesce(r.remark_vi, '') as remark_vi,
    coalesce(r.remark_en, '') as remark_en
from chosen as o
inner join area as a on a.area_id = o.area_id
inner join indicator as i on i.indicator_id = o.indicator_id
inner join source as s on s.source_id = o.source_id
left join area as p on p.area_id = a.province_id
left join remark as r on r.origin = o.origin
order by o.area_id, o.as_of
