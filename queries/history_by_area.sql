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
select
    area_id,
    area,
    short_name,
    code,
    level,
    vintage,
    province,
    province_id,
    parent_id,
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
    coalesce(
        max(case when in_conflict then as_of end) over (
            partition by area_id, dataset
            order by as_of
        ) >= as_of - interval '366' day,
        false
    ) as disputed,
    remark_vi,
    remark_en
from figure
where indicator = $indicator and dataset = $dataset
    and level = $level and vintage = $vintage and as_of is not null
    and ($within = '' or province_id = $within)
qualify row_number() over (
    partition by area_id, as_of
    order by
        case source_kind when 'original' then 0 else 1 end,
        case qualifier when 'exact' then 0 else 1 end,
        case precision when 'day' then 0 when 'month' then 1 else 2 end,
        value desc,
        origin
) = 1
order by area_id, as_of
