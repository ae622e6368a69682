-- Sums of communes, and ratios reckoned from them, for the areas that a selection means, as pages
-- show them: for days and areas that have no figure of their own. Places are meant as in
-- selected_figures. In units of their time ($units then) an area has sums for days of its own time
-- alone; else a district or province that ended goes on as the group of its communes of today.
-- carried: total or ratio. parts: how many communes are in it; expected: how many there are. Where
-- parts are missing a sum is a lower bound (at_least, high is NULL), and a ratio, that of the
-- communes that said both (about), has no bounds: what the others have is not known.
-- grain: one row per area_id, indicator and as_of
-- params: $dataset varchar, $indicators varchar[], $areas varchar[], $level varchar,
--   $within varchar, $vintage varchar, $first date, $last date, $units varchar
-- columns: area_id varchar, area varchar, short_name varchar, code varchar, level varchar,
--   vintage varchar, province varchar, province_id varchar, parent_id varchar, indicator varchar,
--   timing varchar, period_start date, as_of date, starts_on date, precision varchar,
--   basis varchar, value double, low double, high double, qualifier varchar, unit varchar,
--   unit_en varchar, dataset varchar, source_id varchar, source varchar, url varchar,
--   source_kind varchar, published_on date, origin varchar, in_conflict boolean,
--   remark_vi varchar, remark_en varchar, carried varchar, parts bigint, expected bigint
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
),

said as (
    select distinct
        o.area_id,
        o.indicator_id,
        o.as_of
    from observation as o
    inner join wanted as w on w.area_id = o.area_id
    inner join measured as m on m.indicator_id = o.indicator_id
    where o.dataset = $dataset
)

select
    r.area_id,
    a.name as area,
    a.short_name,
    a.code,
    a.level,
    a.vintage,
    coalesce(p.short_name, '') as province,
    a.province_id,
    a.parent_id,
    r.indicator_id as indicator,
    r.timing,
    r.period_start,
    r.as_of,
    cast(
        case r.precision
            when 'day' then r.as_of
            when 'month' then date_trunc('month', r.as_of)
            else date_trunc('year', r.as_of)
        end as date
    ) as starts_on,
    r.precision,
    r.basis,
    r.value,
    case when r.carried = 'sum' or r.parts = r.expected then r.low end as low,
    case when r.carried = 'sum' or r.parts = r.expected then r.high end as high,
    r.qualifier,
    i.unit_vi as unit,
    i.unit_en,
    r.dataset,
    coalesce(r.source_ids, r.source_id) as source_id,
    coalesce(r.sources, s.title) as source,
    case when r.sources is null then s.url else '' end as url,
    s.kind as source_kind,
    r.published_on,
    concat(r.indicator_id, ' ', r.area_id, ' ', r.as_of) as origin,
    r.in_conflict,
    '' as remark_vi,
    '' as remark_en,
    case r.carried when 'sum' then 'total' else r.carried end as carried,
    r.parts,
    r.expected
from rollup as r
inner join wanted as w on w.area_id = r.area_id
inner join measured as m on m.indicator_id = r.indicator_id
inner join area as a on a.area_id = r.area_id
inner join indicator as i on i.indicator_id = r.indicator_id
inner join source as s on s.source_id = r.source_id
left join area as p on p.area_id = a.province_id
left join said as o
    on o.area_id = r.area_id and o.indicator_id = r.indicator_id and o.as_of = r.as_of
where r.dataset = $dataset
    and o.area_id is null
    and r.as_of >= coalesce(cast($first as date), r.as_of)
    and r.as_of <= coalesce(cast($last as date), r.as_of)
    and (
        $units = 'today'
        or a.vintage is null
        or (r.as_of < date '2025-07-01') = (a.vintage = '2024')
    )
qualify row_number() over (
    partition by r.area_id, r.indicator_id, r.as_of
    order by r.timing, r.period_start desc nulls last
) = 1
order by r.indicator_id, r.as_of, r.area_id
