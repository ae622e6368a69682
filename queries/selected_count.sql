-- How many stored figures a selection means, as selected_figures has them.
-- grain: one row per indicator and as_of
-- params: $dataset varchar, $indicators varchar[], $areas varchar[], $level varchar,
--   $within varchar, $vintage varchar, $first date, $last date, $undated boolean
-- columns: indicator varchar, as_of date, figures bigint
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
    f.indicator_id as indicator,
    f.as_of,
    count(*) as figures
from observation as f
inner join wanted as w on w.area_id = f.area_id
inner join measured as m on m.indicator_id = f.indicator_id
where f.dataset = $dataset
    and case
        when f.as_of is null then cast($undated as boolean)
        else f.as_of >= coalesce(cast($first as date), f.as_of) and f.as_of <= coalesce(cast($last as date), f.as_of)
    end
group by f.indicator_id, f.as_of
order by f.indicator_id, f.as_of nulls last
