-- The latest dated value of one indicator in one dataset up to $date, for every area of a level and
-- vintage; areas without one have NULL from indicator on. Of several values of one date: an
-- original before a copy, an exact one before a qualified, a day before a month before a year, then
-- the higher.
-- disputed: another source contradicts the chosen value, or sources disagreed about one of the area
-- within the year before. Values of one answer compare: ranks are those of the newest edition up to
-- the date, and nothing is from before a change of method that the newest value comes after.
-- grain: one row per area_id
-- params: $indicator varchar, $vintage varchar, $level varchar, $date date, $dataset varchar
-- columns: area_id varchar, area varchar, short_name varchar, alphabetical integer, code varchar,
--   level varchar, vintage varchar, province varchar, province_id varchar, parent_id varchar, indicator varchar,
--   timing varchar, period_start date, as_of date, starts_on date, precision varchar,
--   basis varchar, value double, low double, high double, qualifier varchar, unit varchar,
--   unit_en varchar, dataset varchar, source_id varchar, source varchar, url varchar,
--   source_kind varchar, published_on date, origin varchar, in_conflict boolean, disputed boolean,
--   remark_vi varchar, remark_en varchar
with spoken as (
    select
        o.area_id,
        max(o.as_of) as as_of,
        max(case when o.in_conflict then o.as_of end) as disputed_on
    from observation as o
    inner join area as a on a.area_id = o.area_id
    where o.indicator_id = $indicator and o.dataset = $dataset
        and o.as_of <= cast($date as date)
        and a.level = $level and (a.vintage = $vintage or a.level = 'nation')
    group by o.area_id
),

latest as (
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
        s.title as source,
        s.url,
        s.kind as source_kind,
        o.published_on,
        o.origin,
        o.in_conflict,
        d.disputed_on
    from observation as o
    inner join spoken as d on d.area_id = o.area_id and d.as_of = o.as_of
    inner join source as s on s.source_id = o.source_id
    where o.indicator_id = $indicator and o.dataset = $dataset
        and o.as_of <= cast($date as date)
    qualify row_number() over (
        partition by o.area_id
        order by
            case s.kind when 'original' then 0 else 1 end,
            case o.qualifier when 'exact' then 0 else 1 end,
            case o.precision when 'day' then 0 when 'month' then 1 else 2 end,
            o.value desc,
            o.origin
    ) = 1
),

edition as (
    select
        max(case when i.kind = 'rank' then l.as_of else b.broke_on end) as starts_on
    from latest as l
    inner join indicator as i on i.indicator_id = l.indicator_id
    left join indicator_break as b on b.indicator_id = l.indicator_id and b.broke_on <= l.as_of
)

select
    a.area_id,
    a.name as area,
    a.short_name,
    a.alphabetical,
    a.code,
    a.level,
    a.vintage,
    coalesce(p.short_name, '') as province,
    a.province_id,
    a.parent_id,
    l.indicator_id as indicator,
    l.timing,
    l.period_start,
    l.as_of,
    cast(
        case l.precision
            when 'day' then l.as_of
            when 'month' then date_trunc('month', l.as_of)
            when 'year' then date_trunc('year', l.as_of)
        end as date
    ) as starts_on,
    l.precision,
    l.basis,
    l.value,
    l.low,
    l.high,
    l.qualifier,
    i.unit_vi as unit,
    i.unit_en,
    l.dataset,
    l.source_id,
    l.source,
    l.url,
    l.source_kind,
    l.published_on,
    l.origin,
    l.in_conflict,
    coalesce(l.disputed_on >= l.as_of - interval '366' day, false) as disputed,
    coalesce(r.remark_vi, '') as remark_vi,
    coalesce(r.remark_en, '') as remark_en
from area as a
left join area as p on p.area_id = a.province_id
cross join edition as e
left join latest as l
    on l.area_id = a.area_id and (e.starts_on is null or l.as_of >= e.starts_on)
left join indicator as i on i.indicator_id = l.indicator_id
left join remark as r on r.origin = l.origin
where a.level = $level and (a.vintage = $vintage or a.level = 'nation')
order by a.area_id
