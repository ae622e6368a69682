-- What counts of one dataset can be divided by: its dated values of one indicator at a level,
-- without those that need a word of care (a number of communes after the merger printed before it
-- divides nothing).
-- grain: one row per observation
-- params: $indicator varchar, $vintage varchar, $level varchar, $dataset varchar
-- columns: area_id varchar, vintage varchar, level varchar, as_of date, starts_on date,
--   precision varchar, value double, low double, high double, qualifier varchar,
--   source_id varchar, source varchar, url varchar, source_kind varchar, in_conflict boolean
select
    o.area_id,
    a.vintage,
    a.level,
    o.as_of,
    cast(
        case o.precision
            when 'day' then o.as_of
            when 'month' then date_trunc('month', o.as_of)
            when 'year' then date_trunc('year', o.as_of)
        end as date
    ) as starts_on,
    o.precision,
    o.value,
    o.low,
    o.high,
    o.qualifier,
    o.source_id,
    s.title as source,
    s.url,
    s.kind as source_kind,
    o.in_conflict
from observation as o
inner join area as a on a.area_id = o.area_id
inner join source as s on s.source_id = o.source_id
left join remark as r on r.origin = o.origin
where o.indicator_id = $indicator and o.dataset = $dataset
    and a.level = $level and (a.vintage = $vintage or a.level = 'nation')
    and o.as_of is not null and coalesce(r.remark_en, '') = ''
order by o.area_id, o.as_of, o.origin
