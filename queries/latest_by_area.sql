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
with last_dates as (
    select
        area_id,
        max(as_of) as as_of
    from figure
    where indicator = $indicator and dataset = $dataset
        and level = $level and (vintage = $vintage or level = 'nation')
        and as_of <= cast($date as date)
    group by area_id
),

latest as (
    select
        f.area_id,
        f.indicator,
        f.timing,
        f.period_start,
        f.as_of,
        f.starts_on,
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
        f.source_kind,
        f.published_on,
        f.origin,
        f.in_conflict,
        f.remark_vi,
        f.remark_en
    from figure as f
    inner join last_dates as d on d.area_id = f.area_id and d.as_of = f.as_of
    where f.indicator = $indicator and f.dataset = $dataset
    qualify row_number() over (
        partition by f.area_id
        order by
            case f.source_kind when 'original' then 0 else 1 end,
            case f.qualifier when 'exact' then 0 else 1 end,
            case f.precision when 'day' then 0 when 'month' then 1 else 2 end,
            f.value desc,
            f.origin
    ) = 1
),

edition as (
    select
        max(case when i.kind = 'rank' then l.as_of else b.broke_on end) as starts_on
    from latest as l
    inner join indicator as i on i.indicator_id = l.indicator
    left join indicator_break as b on b.indicator_id = l.indicator and b.broke_on <= l.as_of
),

disputes as (
    select
        area_id,
        dataset,
        max(as_of) as as_of
    from figure
    where indicator = $indicator and dataset = $dataset
        and level = $level and (vintage = $vintage or level = 'nation')
        and as_of <= cast($date as date) and in_conflict
    group by area_id, dataset
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
    l.indicator,
    l.timing,
    l.period_start,
    l.as_of,
    l.starts_on,
    l.precision,
    l.basis,
    l.value,
    l.low,
    l.high,
    l.qualifier,
    l.unit,
    l.unit_en,
    l.dataset,
    l.source_id,
    l.source,
    l.url,
    l.source_kind,
    l.published_on,
    l.origin,
    l.in_conflict,
    coalesce(c.as_of >= l.as_of - interval '366' day, false) as disputed,
    coalesce(l.remark_vi, '') as remark_vi,
    coalesce(l.remark_en, '') as remark_en
from area as a
left join area as p on p.area_id = a.province_id
cross join edition as e
left join latest as l
    on l.area_id = a.area_id and (e.starts_on is null or l.as_of >= e.starts_on)
left join disputes as c on c.area_id = l.area_id and c.dataset = l.dataset
where a.level = $level and (a.vintage = $vintage or a.level = 'nation')
order by a.area_id
