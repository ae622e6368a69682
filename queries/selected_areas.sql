-- The areas that a selection means, as selected_figures has them, with figures or without.
-- grain: one row per area_id
-- params: $areas varchar[], $level varchar, $within varchar, $vintage varchar
-- columns: area_id varchar, level varchar, vintage varchar
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
)

select
    a.area_id,
    a.level,
    a.vintage
from area as a
inner join wanted as w on w.area_id = a.area_id
order by a.area_id
