-- The figures of one dataset that speak of the newest days, of each area and indicator the latest;
-- context such as the population is left out. A date such as "2025" counts from its first day,
-- since no later one is sure. Of several values of one date: as in latest_by_area.
-- grain: one row per area_id and indicator, the newest first, at most $most
-- params: $most integer, $dataset varchar
-- columns: area_id varchar, area varchar, short_name varchar, level varchar, vintage varchar,
--   province varchar, indicator varchar, timing varchar, period_start date, as_of date,
--   starts_on date, precision varchar, basis varchar, value double, low double, high double,
--   qualifier varchar, unit varchar, unit_en varchar, dataset varchar, source_id varchar,
--   source varchar, url varchar, source_kind varchar, published_on date, origin varchar,
--   in_conflict boolean, remark_vi varchar, remark_en varchar, name_vi varchar, name_en varchar,
--   pillar varchar, decimals integer
with spoken as (
    select
        o.area_id,
        o.indicator_id,
        max(
            case o.precision
                when 'day' then o.as_of
                when 'month' then date_trunc('month', o.as_of)
                when 'year' then date_trunc('year', o.as_of)
            end
        ) as starts_on
    from observation as o
    inner join indicator as i on i.indicator_id = o.indicator_id
    where o.dataset = $dataset and o.as_of is not null and i.pillar <> 'context'
    group by o.area_id, o.indicator_id
),

newest as (
    select
        s.area_id,
        s.indicator_id,
        s.starts_on
    from spoken as s
    inner join indicator as i on i.indicator_id = s.indicator_id
    order by
        s.starts_on desc, case i.pillar when 'teams' then 0 else 1 end, s.area_id, s.indicator_id
    limit $most
),

latest as (
    select
        f.area_id,
        f.area,
        f.short_name,
        f.level,
        f.vintage,
        f.province,
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
        f.remark_en,
        i.name_vi,
        i.name_en,
        i.pillar,
        i.decimals
    from figure as f
    inner join indicator as i on i.indicator_id = f.indicator
    inner join newest as n
        on n.area_id = f.area_id and n.indicator_id = f.indicator and n.starts_on = f.starts_on
    where f.dataset = $dataset and f.as_of is not null
    qualify row_number() over (
        partition by f.area_id, f.indicator
        order by
            case f.source_kind when 'original' then 0 else 1 end,
            case f.qualifier when 'exact' then 0 else 1 end,
            f.value desc,
            f.origin
    ) = 1
)

select
    area_id,
    area,
    short_name,
    level,
    vintage,
    province,
    indicator,
    timing,
    period_start,
    as_of,
    starts_on,
    precision,
    basis,
    value,
    low,
    high,
    qualifier,
    unit,
    unit_en,
    dataset,
    source_id,
    source,
    url,
    source_kind,
    published_on,
    origin,
    in_conflict,
    remark_vi,
    remark_en,
    name_vi,
    name_en,
    pillar,
    decimals
from latest
order by starts_on desc, case pillar when 'teams' then 0 else 1 end, area_id, indicator
limit $most
