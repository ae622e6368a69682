-- The stored figures that a selection means, in an order that stays the same. A list that is empty
-- and a text that is '' mean all. An area lies in a place if it is the place or all its communes
-- lie there, compared at the time that the area itself is of; a village where its commune does. A
-- place has the communes of both times (table commune_of).
-- $undated: whether figures without a date are meant too; without $first and $last all others are.
-- grain: one row per observation
-- params: $dataset varchar, $indicators varchar[], $areas varchar[], $level varchar,
--   $within varchar, $vintage varchar, $first date, $last date, $undated boolean
-- columns: area_id varchar, area varchar, short_name varchar, code varchar, level varchar,
--   vintage varchar, province varchar, province_id varchar, parent_id varchar, indicator varchar,
--   timing varchar, period_start date, as_of date, starts_on date, precision varchar,
--   basis varchar, value double, low double, high double, qualifier varchar, unit varchar,
--   unit_en varchar, dataset varchar, source_id varchar, source varchar, url varchar,
--   source_kind varchar, published_on date, origin varchar, in_conflict boolean,
--   remark_vi varchar, remark_en varchar
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
    left join lying as l on l.area_id = case a.level when 'village' then a.parent_id else a.area_id end
    where ($level = '' or a.level = $level)
        and ($vintage = '' or a.vintage = $vintage or a.level = 'nation')
        and (
            $within = ''
            or a.area_id = $within
            or a.parent_id = $within
            or a.province_id = $within
            or l.area_id is not null
        )
        and (array_length(cast($areas as varchar[])) = 0 or list_contains(cast($areas as varchar[]), a.area_id))
),

-- joined, so that DuckDB reads no more of the figures than these, which lie together
measured as (
    select indicator_id
    from indicator
    where array_length(cast($indicators as varchar[])) = 0 or list_contains(cast($indicators as varchar[]), indicator_id)
)

select
    f.area_id,
    f.area,
    f.short_name,
    f.code,
    f.level,
    f.vintage,
    f.province,
    f.province_id,
    f.parent_id,
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
inner join wanted as w on w.area_id = f.area_id
inner join measured as m on m.indicator_id = f.indicator
where f.dataset = $dataset
    and case
        when f.as_of is null then cast($undated as boolean)
        else f.as_of >= coalesce(cast($first as date), f.as_of) and f.as_of <= coalesce(cast($last as date), f.as_of)
    end
order by f.indicator, f.as_of nulls last, f.area_id, f.origin
